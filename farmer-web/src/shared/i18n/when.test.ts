import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { speak } from './t'
import { ago, clock } from './when'

const PHNOM_PENH = 'Asia/Phnom_Penh'
const now = Date.parse('2026-02-25T07:05:00Z')
const plain = (text: string) => text.replace(/\u00a0/g, ' ')

afterEach(() => speak('km', false))

describe('in Khmer', () => {
  test.each([
    [0, 'អម្បាញ់មិញ'],
    [9_999, 'អម្បាញ់មិញ'],
    [27_000, '20 វិនាទីមុន'],
    [60_000, '1 នាទីមុន'],
    [3_599_000, '59 នាទីមុន'],
    [7_200_000, '2 ម៉ោងមុន'],
    [86_400_000, '1 ថ្ងៃមុន'],
  ])('%i ms ago is %s', (age, text) => {
    expect(plain(ago(age))).toBe(text)
  })

  test('the time of day is that of the farm, with its part of the day', () => {
    expect(plain(clock(now, now, PHNOM_PENH))).toBe('ម៉ោង 14:05 រសៀល')
  })

  test('another day has its Khmer month', () => {
    expect(plain(clock(now - 86_400_000, now, PHNOM_PENH))).toBe('ថ្ងៃទី 24 កុម្ភៈ ម៉ោង 14:05 រសៀល')
  })

  test('midnight is 0 and not 24', () => {
    expect(plain(clock(Date.parse('2026-02-24T17:00:00Z'), now, PHNOM_PENH))).toBe('ម៉ោង 0:00 យប់')
  })
})

describe('in English', () => {
  beforeEach(() => speak('en', false))

  test('one minute is one and two are many', () => {
    expect(plain(ago(60_000))).toBe('1 minute ago')
    expect(plain(ago(120_000))).toBe('2 minutes ago')
  })

  test('today has no date and yesterday has one', () => {
    expect(clock(now, now, PHNOM_PENH)).toBe('14:05')
    expect(clock(now - 86_400_000, now, PHNOM_PENH)).toBe('24 February, 14:05')
  })
})
