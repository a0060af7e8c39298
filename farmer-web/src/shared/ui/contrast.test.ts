import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

// House rule: 7:1 for every text, in both themes (WCAG 1.4.6). Pairs are foreground, background.
const PAIRS = [
  ...['ink', 'soft', 'main', 'good', 'warn', 'bad', 'old'].map((ink) => [ink, 'card']),
  ...['ink', 'soft', 'main', 'warn', 'bad', 'old'].map((ink) => [ink, 'page']),
  ['on-main', 'main'],
  ['card', 'good'],
  ['good', 'good-soft'],
  ['warn', 'warn-soft'],
  ['bad', 'bad-soft'],
  ['bad', 'old-soft'],
  ['old', 'old-soft'],
  ['ink', 'old-soft'],
] as [string, string][]

// What is not text needs 3:1 (WCAG 1.4.11).
const EDGES = [
  ['edge', 'card'],
  ['edge', 'page'],
  ['focus', 'card'],
  ['focus', 'page'],
] as [string, string][]

const css = readFileSync('src/shared/ui/tokens.css', 'utf8')
const [light, dark] = css.split('@media').map(tokens) as [Map<string, string>, Map<string, string>]

function tokens(text: string): Map<string, string> {
  return new Map([...text.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((found) => [found[1]!, found[2]!]))
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const part = parseInt(colour.slice(start, start + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (lighter + 0.05) / (darker + 0.05)
}

test('the measure itself is right', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#666666', '#ffffff')).toBeCloseTo(5.74, 2)
})

test('both themes have the same colours', () => {
  expect([...dark.keys()]).toEqual([...light.keys()])
  expect(light.size).toBeGreaterThan(10)
})

describe.each([
  ['light', light],
  ['dark', dark],
])('in the %s theme', (_theme, theme) => {
  test.each(PAIRS)('%s on %s can be read with weak eyes', (ink, ground) => {
    expect(contrast(theme.get(ink)!, theme.get(ground)!)).toBeGreaterThanOrEqual(7)
  })

  test.each(EDGES)('%s on %s can be seen', (edge, ground) => {
    expect(contrast(theme.get(edge)!, theme.get(ground)!)).toBeGreaterThanOrEqual(3)
  })
})
