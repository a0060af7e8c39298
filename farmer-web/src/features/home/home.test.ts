import { describe, expect, test } from 'vitest'
import type { Reading } from '../../shared/api/types'
import { aDevice, AT } from '../../testing/farm'
import { ages, coopReadings, freshness } from './freshness'
import { verdict } from './verdict'

const reading = (metric: string, timestamp = AT): Reading => ({
  metric,
  value: 1,
  unit: '%',
  quality: 'good',
  timestamp,
})

describe('the age of a value', () => {
  test.each([
    [60_000, 'fresh'],
    [60_001, 'late'],
    [300_000, 'late'],
    [300_001, 'old'],
  ])('%i ms is %s', (age, word) => {
    expect(freshness(age)).toBe(word)
  })

  test('is counted from the reading, never below nothing', () => {
    const found = coopReadings([
      aDevice({ readings: [reading('humidity', '2026-02-25T07:04:00Z'), reading('temperature')] }),
    ])
    expect(ages(found, Date.parse(AT))).toEqual({ newest: 0, oldest: 60_000 })
    expect(ages(found, 0)).toEqual({ newest: 0, oldest: 0 })
    expect(ages([], 0)).toBeUndefined()
  })
})

test('temperature comes before humidity, water, weight and what was drunk, coop by coop', () => {
  const found = coopReadings([
    aDevice({ coop_name: 'B', readings: [reading('temperature')] }),
    aDevice({ coop_name: 'A', readings: [reading('volume'), reading('water_level'), reading('voltage')] }),
    aDevice({ coop_name: 'A', readings: [reading('weight'), reading('humidity'), reading('temperature')] }),
  ])
  expect(found.map(({ coop, reading }) => `${coop} ${reading.metric}`)).toEqual([
    'A temperature',
    'A humidity',
    'A water_level',
    'A weight',
    'A volume',
    'B temperature',
  ])
})

describe('the one sentence', () => {
  test.each([
    ['live', true, 1_000, 'good', 'home.farmWell'],
    ['slow', true, undefined, 'good', 'home.farmWell'],
    ['live', true, 400_000, 'warn', 'home.sensorsSilent'],
    ['live', false, 400_000, 'bad', 'home.farmAway'],
    ['offline', false, 400_000, 'old', 'home.phoneAway'],
  ] as const)('%s, farm %s, data %s ms old: %s', (link, farm, age, kind, sentence) => {
    expect(verdict(link, farm, age)).toEqual({ kind, sentence })
  })
})
