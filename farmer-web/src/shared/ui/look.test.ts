import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const page = document.documentElement

beforeEach(() => {
  vi.resetModules()
  localStorage.clear()
  const style = document.createElement('style')
  style.textContent =
    '@media (prefers-color-scheme: dark) { :root { color: red } } @media (prefers-reduced-motion: reduce) { p { color: red } }'
  document.head.replaceChildren(style)
})

afterEach(() => {
  page.removeAttribute('style')
  document.head.replaceChildren()
})

const rules = () => [...document.styleSheets[0]!.cssRules].map((rule) => (rule as CSSMediaRule).media.mediaText)

test('who chose nothing gets what the phone has', async () => {
  const { chosenLook, USUAL } = await import('./look')
  expect(chosenLook()).toEqual(USUAL)
  expect(page.style.fontSize).toBe('')
  expect(rules()).toEqual(['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)'])
})

test('what was chosen on this phone is there with the page', async () => {
  localStorage.setItem('tokkatot.look', '{"text_size":"very_large","theme":"dark"}')
  await import('./look')
  expect(page.style.fontSize).toBe('156%')
  expect(page.style.colorScheme).toBe('dark')
  expect(rules()).toEqual(['all', '(prefers-reduced-motion: reduce)'])
})

test('light is light on a dark phone, and the phone decides again when it is asked to', async () => {
  const { show, USUAL } = await import('./look')
  show({ ...USUAL, theme: 'light', motion: 'reduced' })
  expect(rules()).toEqual(['not all', 'all'])
  show(USUAL)
  expect(rules()).toEqual(['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)'])
  expect(page.style.colorScheme).toBe('')
})

test('a phone that kept nonsense shows the page as usual', async () => {
  localStorage.setItem('tokkatot.look', 'nonsense')
  const { chosenLook, USUAL } = await import('./look')
  expect(chosenLook()).toEqual(USUAL)
})

test('main.ts asks for the look under its name', async () => {
  const { LOOK } = await import('./look')
  expect(readFileSync('src/app/main.ts', 'utf8')).toContain(`kept('${LOOK}')`)
})
