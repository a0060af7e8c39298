// From nobody to a farm of one's own and back in after a forgotten password, in a real browser against a running stack.
//   TOKKATOT_STATUS   file with the output of `./tokkatot status --json`
//   CHROMIUM          the browser, /usr/bin/chromium if not set
import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { chromium } from 'playwright-core'
import { accessible, fitsWidth } from './checks.mjs'

const status = JSON.parse(readFileSync(process.env.TOKKATOT_STATUS, 'utf8'))
const web = process.env.TOKKATOT_URL ?? status.urls.web
const outbox = join(dirname(status.credentials), 'outbox')
const shots = new URL('./shots/', import.meta.url).pathname
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
mkdirSync(shots, { recursive: true })

// A number of its own each time: codes are limited by number.
const number = `09${Date.now().toString().slice(-7)}`
const e164 = `+855${number.slice(1)}`
let steps = 0

/** The newest code that was sent to this number for this purpose. */
async function codeFor(purpose) {
  for (let tries = 0; tries < 100; tries++) {
    const letters = readdirSync(outbox)
      .filter((file) => file.endsWith('.json'))
      .map((file) => JSON.parse(readFileSync(join(outbox, file), 'utf8')))
      .filter((letter) => letter.to === e164 && letter.purpose === purpose)
      .sort((a, b) => (a.at < b.at ? 1 : -1))
    if (letters.length > 0) return letters[0].code
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error(`no ${purpose} code came for ${e164}`)
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--headless=new', '--disable-dev-shm-usage'],
})
try {
  const phone = await browser.newContext({
    viewport: { width: 360, height: 640 },
    deviceScaleFactor: 2,
    hasTouch: true,
  })
  // A person takes minutes for all this; the limits on signing in are by address.
  const elsewhere = (n) => phone.setExtraHTTPHeaders({ 'X-Forwarded-For': `127.201.${Date.now() % 250}.${n}` })
  await elsewhere(1)
  const page = await phone.newPage()
  const faults = []
  page.on('pageerror', (fault) => faults.push(fault.message))
  const step = async (name, act) => {
    await act().catch(async (failure) => {
      await page.screenshot({ path: `${shots}failed.png` })
      throw new Error(`${name}: ${failure.message}`, { cause: failure })
    })
    steps++
  }
  const looksFine = async (name) => {
    await page.screenshot({ path: `${shots}${name}.png`, fullPage: true })
    await fitsWidth(page)
    await accessible(page, axe)
  }
  const submit = () => page.locator('form button[type=submit]').click()

  await step('somebody new signs up with a phone number', async () => {
    await page.goto(web)
    await page.locator('a[href="/sign-up"]').click()
    await page.locator('#name').fill('សុខ ដារ៉ា')
    await page.locator('#identifier').fill(number)
    await page.locator('#password').fill('eight or more')
    await page.locator('#terms').check()
    await looksFine('sign-up')
    await submit()
  })
  await step('a wrong code is told in words', async () => {
    await page.locator('#code').fill('000000')
    await submit()
    await page.locator('[role=alert] .notice').waitFor()
    await looksFine('code')
  })
  await step('the code from the message opens the account, which has no farm yet', async () => {
    await page.locator('#code').fill(await codeFor('verify'))
    await submit()
    await page.locator('#farm-name').waitFor()
    await looksFine('no-farm')
  })
  await step('a farm is made and opens', async () => {
    await page.locator('#farm-name').fill('កសិដ្ឋានថ្មី')
    await submit()
    await page.locator('header .farm').getByText('កសិដ្ឋានថ្មី').waitFor()
  })
  await step('the account page shows where one is signed in', async () => {
    await page.locator('a.account').click()
    await page.locator('section li').first().waitFor()
    await looksFine('account')
  })
  await step('a browser that was closed goes on without a question', async () => {
    await page.evaluate(() => sessionStorage.clear())
    await page.goto(web)
    await page.locator('header .farm').getByText('កសិដ្ឋានថ្មី').waitFor()
  })
  await step('signed out, a reload asks for the password', async () => {
    await page.goto(`${web}/account`)
    await page.locator('.out').click()
    await page.locator('#identifier').waitFor()
    await page.reload()
    await page.locator('#identifier').waitFor()
  })
  await step('a forgotten password is replaced', async () => {
    await elsewhere(2)
    await page.locator('a[href="/forgot"]').click()
    await page.locator('#identifier').fill(number)
    await submit()
    await page.locator('#code').fill(await codeFor('reset'))
    await page.locator('#password').fill('another password')
    await looksFine('forgot')
    await submit()
    await page.locator('form').waitFor({ state: 'detached' })
  })
  await step('the new password opens the farm', async () => {
    await page.locator('a[href="/"]').click()
    await page.locator('#identifier').fill(number)
    await page.locator('#password').fill('another password')
    await submit()
    await page.locator('header .farm').getByText('កសិដ្ឋានថ្មី').waitFor()
  })
  assert.deepEqual(faults, [])
  console.log(`${steps} steps passed: an account from nothing to a new password`)
} finally {
  await browser.close()
}
