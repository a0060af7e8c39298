// What every screen must keep, measured in the browser.
import assert from 'node:assert/strict'

const TARGET_PX = 56
const LABEL_PX = 18

/** Nobody has to push the page sideways. */
export async function fitsWidth(page) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  assert.ok(over <= 0, `the page is ${over} px too wide`)
}

/** axe finds nothing, in contrast not even doubts; letters and targets are as large as the house rules say. */
export async function accessible(page, axe) {
  // The page's own rules forbid strange scripts; the browser's tools may.
  await page.evaluate(axe)
  const { violations, doubts } = await page.evaluate(async () => {
    // What lies half below the fixed tabs could not be judged.
    const tabs = document.querySelector('nav')
    if (tabs) tabs.style.position = 'static'
    const rules = { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } }
    const result = await globalThis.axe.run(document, { rules })
    const tell = (found) => found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
    if (tabs) tabs.style.position = ''
    const contrast = result.incomplete.filter(({ id }) => id.startsWith('color-contrast'))
    return { violations: tell(result.violations), doubts: tell(contrast) }
  })
  assert.deepEqual(violations, [])
  assert.deepEqual(doubts, [])
  const small = await page.evaluate(
    ([target, label]) => {
      const seen = (element) => element.getClientRects().length > 0 && !element.closest('.unseen')
      const targets = [...document.querySelectorAll('a, button, input, select')].filter(seen)
      const letters = [...document.querySelectorAll('body *')].filter(
        (element) => seen(element) && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()),
      )
      const low = targets.filter((element) => {
        // What a label surrounds is touched anywhere in it.
        const { width, height } = (element.closest('label') ?? element).getBoundingClientRect()
        return Math.min(width, height) < target - 0.5
      })
      const fine = letters.filter((element) => parseFloat(getComputedStyle(element).fontSize) < label)
      return [...low, ...fine].map((element) => element.outerHTML.slice(0, 120))
    },
    [TARGET_PX, LABEL_PX],
  )
  assert.deepEqual(small, [])
}
