// From nobody to a farm of one's own, back in after a forgotten password, and one more person on the farm; in a real
// browser against a running stack.
//   TOKKATOT_STATUS   file with the output of `./tokkatot status --json`
//   TOKKATOT_URL      where the page is, if not where the status says
//   CHROMIUM          the browser, /usr/bin/chromium if not set
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'
import { accessible, fitsWidth } from './checks.mjs'
import { letterTo } from './outbox.mjs'

const status = JSON.parse(readFileSync(process.env.TOKKATOT_STATUS, 'utf8'))
const web = process.env.TOKKATOT_URL ?? status.urls.web
const shots = new URL('./shots/', import.meta.url).pathname
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
mkdirSync(shots, { recursive: true })

const FARM = 'កសិដ្ឋានថ្មី'
let steps = 0
let addresses = 0

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--headless=new', '--disable-dev-shm-usage'],
})
try {
  await journey('km', 'light')
  await journey('en', 'dark')
  console.log(`${steps} steps passed: an account from nothing to a new password; pictures are in ${shots}`)
} finally {
  await browser.close()
}

/** Signing in and codes are limited by address: each phone, and each part of a long way, has one of its own. */
function newAddress() {
  const part = (Date.now() / 1_000 + addresses++) & 0xffff
  return { 'X-Forwarded-For': `127.${200 + (addresses % 50)}.${part >> 8}.${part & 255}` }
}

/** A phone of somebody's; with what an earlier one kept when its browser was closed. */
async function openPhone(colorScheme, storageState) {
  const phone = await browser.newContext({
    viewport: { width: 360, height: 640 },
    deviceScaleFactor: 2,
    hasTouch: true,
    locale: 'en-GB',
    colorScheme,
    reducedMotion: 'reduce',
    extraHTTPHeaders: newAddress(),
    storageState,
  })
  const page = await phone.newPage()
  const faults = []
  page.on('pageerror', (fault) => faults.push(fault.message))
  page.on('console', (said) => /Content Security Policy/.test(said.text()) && faults.push(said.text()))
  return { phone, page, faults }
}

async function journey(language, colorScheme) {
  // Numbers of their own each time: codes are limited by number.
  const some = (Date.now() + Math.floor(Math.random() * 1_000)).toString().slice(-7)
  const number = `09${some}`
  const friend = `friend-${some}@farm.example`
  let here = await openPhone(colorScheme)
  const step = async (name, act) => {
    const { page } = here
    await act(page).catch(async (failure) => {
      await here.page.screenshot({ path: `${shots}failed.png` })
      throw new Error(`${language} ${colorScheme}: ${name}: ${failure.message}`, { cause: failure })
    })
    steps++
  }
  const looksFine = async (page, name) => {
    await page.screenshot({ path: `${shots}${name}-${language}-${colorScheme}.png`, fullPage: true })
    await fitsWidth(page)
    await accessible(page, axe)
  }
  const submit = (page) => page.locator('form button[type=submit]').click()
  const farmOpens = (page) => page.locator('header .farm').getByText(FARM).waitFor()
  const problem = (page) => page.locator('[role=alert] .notice').waitFor()
  const speak = async (page) => {
    await page.locator(`button[lang=${language}]`).click()
    await page.locator(`html[lang=${language}]`).waitFor()
  }
  const signUp = async (page, name, identifier) => {
    await page.locator('a[href="/sign-up"]').click()
    await page.locator('#name').fill(name)
    await page.locator('#identifier').fill(identifier)
    await page.locator('#password').fill('eight or more')
    await page.locator('#terms').check()
  }
  const signIn = async (page, identifier, password) => {
    await page.locator('#identifier').fill(identifier)
    await page.locator('#password').fill(password)
    await submit(page)
  }
  const finish = async () => {
    assert.deepEqual(here.faults, [])
    await here.phone.close()
  }

  await step('somebody new signs up with a phone number', async (page) => {
    await page.goto(web)
    await speak(page)
    await signUp(page, 'សុខ ដារ៉ា', number)
    await looksFine(page, 'sign-up')
    await submit(page)
    await page.locator('#code').waitFor()
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'code')
  })
  await step('a wrong code is told in words, at its field', async (page) => {
    await page.locator('#code').fill('000000')
    await submit(page)
    await problem(page)
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'code')
    await looksFine(page, 'code')
  })
  await step('who comes back later signs in and is asked for the code', async (page) => {
    await here.phone.setExtraHTTPHeaders(newAddress())
    await page.goto(web)
    await signIn(page, number, 'eight or more')
    await page.locator('button.prove').waitFor()
    await looksFine(page, 'sign-in-unproven')
    await page.locator('button.prove').click()
    await page.locator('#code').waitFor()
  })
  await step('the code from the message opens the account, which has no farm yet', async (page) => {
    const { code } = await letterTo(status, `+855${number.slice(1)}`, 'verify')
    await page.locator('#code').fill(code)
    await submit(page)
    await page.locator('#farm-name').waitFor()
    await looksFine(page, 'no-farm')
  })
  await step('a farm is made and opens', async (page) => {
    await page.locator('#farm-name').fill(FARM)
    await submit(page)
    await farmOpens(page)
  })
  await step('the account page shows where one is signed in', async (page) => {
    await page.locator('a.account').click()
    await page.locator('section li').first().waitFor()
    await looksFine(page, 'account-page')
  })
  await step('a browser that was closed goes on without a question', async () => {
    const kept = await here.phone.storageState()
    await finish()
    here = await openPhone(colorScheme, kept)
    await here.page.goto(web)
    await farmOpens(here.page)
  })
  await step('a phone that starts without a network waits for it', async () => {
    const kept = await here.phone.storageState()
    await finish()
    here = await openPhone(colorScheme, kept)
    await here.page.route('**/api/v1/auth/refresh', (route) => route.abort())
    await here.page.goto(web)
    await problem(here.page)
    await looksFine(here.page, 'waits-for-network')
    await here.page.unroute('**/api/v1/auth/refresh')
    await here.page.locator('[role=alert] button').first().click()
    await farmOpens(here.page)
  })
  await step('a token that is refused is replaced without a word', async (page) => {
    await page.evaluate(() => {
      const kept = JSON.parse(sessionStorage.getItem('tokkatot.session'))
      sessionStorage.setItem('tokkatot.session', JSON.stringify({ ...kept, token: `${kept.token}x` }))
    })
    await page.goto(`${web}/devices`)
    await farmOpens(page)
    await page.locator('[data-link=live]').waitFor()
  })
  await step('signed out, a reload asks for the password', async (page) => {
    await page.goto(`${web}/account`)
    await page.locator('.out').click()
    await page.locator('#identifier').waitFor()
    await page.reload()
    await page.locator('#identifier').waitFor()
    await looksFine(page, 'sign-in-links')
  })
  await step('a forgotten password is replaced', async (page) => {
    await here.phone.setExtraHTTPHeaders(newAddress())
    await page.locator('a[href="/forgot"]').click()
    await page.locator('#identifier').fill(number)
    await submit(page)
    await page.locator('#code').fill((await letterTo(status, `+855${number.slice(1)}`, 'reset')).code)
    await page.locator('#password').fill('another password')
    await looksFine(page, 'forgot')
    await submit(page)
    // Before it is done another good notice says that the code is on its way.
    await page.locator('#password').waitFor({ state: 'detached' })
    await page.locator('.notice.good').waitFor()
  })
  await step('the new password opens the farm', async (page) => {
    await page.locator('a[href="/"]').click()
    await signIn(page, number, 'another password')
    await farmOpens(page)
  })
  await step('the owner invites somebody', async (page) => {
    // There is no page for it yet.
    const answer = await page.evaluate(async (email) => {
      const { token, farms } = JSON.parse(sessionStorage.getItem('tokkatot.session'))
      const asked = await fetch(`/api/v1/farms/${farms[0].id}/members`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ email, role: 'viewer' }),
      })
      return `${asked.status} ${await asked.text()}`
    }, friend)
    assert.match(answer, /^201 /)
    await finish()
  })
  await step('the link in an e-mail proves the contact', async () => {
    here = await openPhone(colorScheme)
    const { page } = here
    await page.goto(web)
    await speak(page)
    await signUp(page, 'Chan', friend)
    await submit(page)
    await page.locator('#code').waitFor()
    const { token } = await letterTo(status, friend, 'verify')
    await page.goto(`${web}/verify?token=${token}`)
    await page.locator('.notice.good').waitFor()
    assert.equal(new URL(page.url()).search, '')
    await looksFine(page, 'verified')
  })
  await step('who was invited sees who invites, and joins', async (page) => {
    await page.locator('a.link[href="/"]').click()
    await signIn(page, friend, 'eight or more')
    await page.locator('.invitation').getByText(FARM).waitFor()
    await looksFine(page, 'invited')
    await page.locator('.invitation button').first().click()
    await farmOpens(page)
  })
  await step('the link in an e-mail changes the password, on every phone', async (page) => {
    await here.phone.setExtraHTTPHeaders(newAddress())
    const answer = await page.evaluate(
      async (email) =>
        (
          await fetch('/api/v1/auth/forgot-password', {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify({ email }),
          })
        ).status,
      friend,
    )
    assert.equal(answer, 200)
    const { token } = await letterTo(status, friend, 'reset')
    await page.goto(`${web}/reset?token=${token}`)
    await page.locator('#password').fill('short')
    await submit(page)
    await problem(page)
    await looksFine(page, 'reset-short')
    await page.locator('#password').fill('long enough now')
    await submit(page)
    // Before it is done another good notice says that the code is on its way.
    await page.locator('#password').waitFor({ state: 'detached' })
    await page.locator('.notice.good').waitFor()
    await page.locator('a.link[href="/"]').click()
    await page.locator('#identifier').waitFor()
    await signIn(page, friend, 'long enough now')
    await farmOpens(page)
  })
  await finish()
}
