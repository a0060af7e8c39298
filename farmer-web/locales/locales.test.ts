import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import accountEn from './account.en.json'
import accountKm from './account.km.json'
import chiefEn from './en.json'
import chiefKm from './km.json'

const en = { ...chiefEn, ...accountEn }
const km = { ...chiefKm, ...accountKm }

const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort()
const keys = Object.keys(km) as (keyof typeof km)[]

test('both languages have the same words', () => {
  expect(Object.keys(en).sort()).toEqual([...keys].sort())
  for (const words of [km, en]) for (const text of Object.values(words)) expect(text).not.toBe('')
})

test('both languages fill in the same values', () => {
  // English names no part of the day.
  const part = (hole: string) => hole !== '{part}'
  for (const key of keys) expect(holes(km[key]).filter(part), key).toEqual(holes(en[key]).filter(part))
})

test('Khmer words have no Latin letters', () => {
  for (const key of keys) expect(km[key].replace(/\{\w+\}/g, ''), key).not.toMatch(/[a-z]/i)
})

test('English words have no Khmer letters', () => {
  for (const key of keys) expect(en[key], key).not.toMatch(/[\u1780-\u17ff]/)
})

test('there are twelve months', () => {
  for (const words of [km, en]) expect(words['time.months'].split(' ')).toHaveLength(12)
})

test('no word is left over', () => {
  const source = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(vue|ts)$/.test(file) && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(`src/${file}`, 'utf8'))
    .join('\n')
  // Keys made from what the server says.
  const made = ['error.', 'kind.', 'metric.', 'problem.', 'link.', 'alert.', 'message.']
  const used = (key: string) =>
    source.includes(`'${key}'`) || source.includes(`="${key}"`) || made.some((prefix) => key.startsWith(prefix))
  const looks = ['device.on', 'device.off', 'device.error', 'device.unknown']
  expect(keys.filter((key) => !used(key) && !looks.includes(key))).toEqual([])
})
