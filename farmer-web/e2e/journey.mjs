// A farmer's way through the page, in a real browser against a running stack.
//   TOKKATOT_STATUS   file with the output of `./tokkatot status --json`
//   TOKKATOT_URL      where the page is, if not where the status says
//   CHROMIUM          the browser, /usr/bin/chromium if not set
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'
import { accessible, fitsWidth } from './checks.mjs'

const status = JSON.parse(readFileSync(process.env.TOKKATOT_STATUS, 'utf8'))
const owner = JSON.parse(readFileSync(status.credentials, 'utf8'))
const web = process.env.TOKKATOT_URL ?? status.urls.web
const shots = new URL('./shots/', import.meta.url).pathname
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
mkdirSync(shots, { recursive: true })

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--headless=new', '--disable-dev-shm-usage'],
})
const looks = [
  ['km', 'light'],
  ['km', 'dark'],
  ['en', 'light'],
  ['en', 'dark'],
]
let steps = 0

try {
  for (const [language, colorScheme] of looks) await journey(language, colorScheme)
  console.log(`${steps} steps passed; pictures are in ${shots}`)
} finally {
  await browser.close()
}

async function journey(language, colorScheme) {
  const phone = await browser.newContext({
    viewport: { width: 360, height: 640 },
    deviceScaleFactor: 2,
    hasTouch: true,
    // The page is Khmer unless somebody chooses otherwise, whatever the phone speaks.
    locale: 'en-GB',
    colorScheme,
    reducedMotion: 'reduce',
    // Each look is a phone of its own: signing in is limited by address.
    extraHTTPHeaders: { 'X-Forwarded-For': `127.200.0.${1 + looks.findIndex(([l, c]) => l === language && c === colorScheme)}` },
  })
  const page = await phone.newPage()
  const faults = []
  let socketWorks = true
  await page.routeWebSocket('**/ws/v1', (socket) => {
    if (socketWorks) socket.connectToServer()
    else socket.close()
  })
  page.on('pageerror', (fault) => faults.push(fault.message))
  page.on('console', (said) => /Content Security Policy/.test(said.text()) && faults.push(said.text()))
  const step = async (name, act) => {
    await act().catch(async (failure) => {
      await page.screenshot({ path: `${shots}failed.png` })
      throw new Error(`${language} ${colorScheme}: ${name}: ${failure.message}`, { cause: failure })
    })
    steps++
  }
  const look = (name) => page.screenshot({ path: `${shots}${name}-${language}-${colorScheme}.png` })
  const fine = async () => {
    await fitsWidth(page)
    await accessible(page, axe)
  }
  const pump = page.locator('article', { has: page.locator('h2', { hasText: /^(Water pump|ម៉ាស៊ីនបូមទឹក)$/ }) })
  const press = (action) => pump.locator(`[data-action=${action}]`)
  const becomes = (state) =>
    pump.and(page.locator(`article.${state}`)).waitFor({ timeout: 10_000 })

  await step('the page opens in Khmer', async () => {
    await page.goto(`${web}/devices`)
    assert.equal(await page.locator('html').getAttribute('lang'), 'km')
    await page.getByRole('heading', { name: 'ចូលគណនី' }).waitFor()
  })
  await step('the language is changed', async () => {
    await page.locator(`button[lang=${language}]`).click()
    await page.locator(`html[lang=${language}]`).waitFor()
    await fine()
    await look('sign-in')
  })
  await step('a wrong password is explained', async () => {
    await page.fill('#identifier', owner.identifier)
    await page.fill('#password', 'wrong')
    await page.keyboard.press('Enter')
    await page.locator('[role=alert] .notice').waitFor()
    await fine()
    await look('sign-in-wrong')
  })
  await step('the owner signs in and is where the address says', async () => {
    await page.fill('#password', owner.password)
    await page.keyboard.press('Enter')
    await pump.waitFor()
    await page.locator('[data-link=live]').waitFor()
  })
  await step('the pump is turned on and says so itself', async () => {
    await becomes('off').catch(async () => {
      await press('off').click()
      await becomes('off')
    })
    await fine()
    await look('devices')
    const pressed = Date.now()
    await press('on').click()
    await becomes('on')
    console.log(`${language} ${colorScheme}: pump on after ${Date.now() - pressed} ms`)
    await look('devices-on')
  })
  await step('the pump is turned off, with keys only', async () => {
    await press('off').focus()
    await page.keyboard.press('Enter')
    await becomes('off')
  })
  await step('home shows temperature, humidity and water', async () => {
    await page.locator('nav a[href="/"]').click()
    for (const metric of ['temperature', 'humidity', 'water_level']) {
      const value = page.locator(`[data-metric=${metric}]`)
      await value.waitFor()
      assert.match(await value.innerText(), /^-?\d+(\.\d)?\s/)
      const size = await value.evaluate((element) => parseFloat(getComputedStyle(element).fontSize))
      assert.ok(size >= 48, `${metric} is ${size} px`)
    }
    await fine()
    await look('home')
  })
  await step('two taps stop everything, the banner says so, and the owner lets go', async () => {
    await page.evaluate(() => scrollTo(0, 0))
    const button = await page.locator('[data-stop-all]').boundingBox()
    const tabs = await page.locator('nav').boundingBox()
    assert.ok(button.y + button.height <= tabs.y, `the stop button ends at ${button.y + button.height}`)
    await page.locator('[data-stop-all]').click()
    await fine()
    await page.locator('[data-stop-now]').click()
    await page.locator('[data-stop] [data-release]').waitFor()
    await fine()
    await look('stopped')
    await page.locator('nav a[href="/devices"]').click()
    await pump.waitFor()
    assert.equal(await press('on').count(), 0)
    await page.locator('[data-release]').click()
    await page.locator('[data-stop]').waitFor({ state: 'detached' })
    await press('on').waitFor()
    await page.locator('nav a[href="/"]').click()
  })
  await step('a reload asks for no password', async () => {
    await page.reload()
    await page.locator('[data-metric=temperature]').waitFor()
  })
  await step('without the socket it is slow, and works', async () => {
    socketWorks = false
    await page.goto(`${web}/devices`)
    await page.locator('[data-link=slow]').waitFor()
    await becomes('off')
    await press('on').click()
    await becomes('on')
    await press('off').click()
    await becomes('off')
  })
  await step('without any network nothing is shown as now', async () => {
    await phone.setOffline(true)
    await becomes('unknown')
    assert.equal(await page.locator('article.on, article.off').count(), 0)
    await fine()
    await look('devices-offline')
  })
  await step('when the network is back so is the farm, by itself', async () => {
    socketWorks = true
    await phone.setOffline(false)
    await becomes('off')
    await page.locator('[data-link=live]').waitFor()
  })
  await step('it fits a narrow screen and large letters', async () => {
    await page.setViewportSize({ width: 320, height: 568 })
    await fitsWidth(page)
    await page.evaluate(() => (document.documentElement.style.fontSize = '250%'))
    await fitsWidth(page)
    await look('devices-200-percent')
    await page.locator('nav a[href="/"]').click()
    await fitsWidth(page)
  })
  await step('signing out ends it', async () => {
    await page.evaluate(() => (document.documentElement.style.fontSize = ''))
    await page.setViewportSize({ width: 360, height: 640 })
    await page.locator('a[href="/account"]').click()
    await fine()
    await look('account')
    await page.locator('main button').last().click()
    await page.locator('#password').waitFor()
    await page.reload()
    await page.locator('#password').waitFor()
  })
  assert.deepEqual(faults, [])
  await phone.close()
}
