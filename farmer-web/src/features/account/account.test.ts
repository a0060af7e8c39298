import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { speak } from '../../shared/i18n/t'
import { FARM } from '../../testing/farm'
import SignInPage from './SignInPage.vue'
import { contact, ended, session, sessionEnded, signOut } from './useAccount'

const fetched = vi.fn()

beforeEach(async () => {
  localStorage.clear()
  await speak('en')
  fetched.mockReset()
  vi.stubGlobal('fetch', fetched)
  sessionStorage.clear()
})

afterEach(async () => {
  session.value = undefined
  ended.value = false
  vi.unstubAllGlobals()
  await speak('km')
})

const answer = (status: number, body: object) => new Response(JSON.stringify(body), { status })
const signedIn = {
  access_token: 'secret',
  expires_in: 86_400,
  user: { id: 'u', name: 'Dara', email: null, phone: null, language: 'km' },
  farms: [FARM],
}

async function submit(identifier = 'dara@farm.example', password = 'right') {
  const page = mount(SignInPage, { attachTo: document.body })
  await page.get('#identifier').setValue(identifier)
  await page.get('#password').setValue(password)
  await page.get('form').trigger('submit')
  await flushPromises()
  return page
}

test('the right words open the farm and survive a reload', async () => {
  fetched.mockResolvedValue(answer(200, signedIn))
  const page = await submit()
  expect(session.value).toMatchObject({ token: 'secret', farms: [FARM] })
  expect(sessionStorage.getItem('tokkatot.session')).toContain('secret')
  page.unmount()
})

test.each([
  [401, { error: { code: 'INVALID_CREDENTIALS' } }, 'Wrong e-mail, phone number or password'],
  [503, { error: { code: 'UNAVAILABLE' } }, 'does not work right now'],
  [423, { error: { code: 'ACCOUNT_LOCKED' } }, 'wait 15 minutes'],
  [429, { error: { code: 'RATE_LIMIT_EXCEEDED' } }, 'Tried too often'],
  [403, { error: { code: 'CONTACT_NOT_VERIFIED' } }, 'confirm your contact'],
  [500, { error: { code: 'INTERNAL_ERROR' } }, 'wrong on our side'],
  [418, { error: { code: 'TEAPOT' } }, 'wrong on our side'],
])('%i is told in words', async (status, body, words) => {
  fetched.mockResolvedValue(answer(status, body))
  const page = await submit()
  expect(page.get('[role=alert]').text()).toContain(words)
  expect(document.activeElement?.id).toBe('identifier')
  page.unmount()
})

test('a missing network is told in words', async () => {
  fetched.mockRejectedValue(new TypeError('Failed to fetch'))
  const page = await submit()
  expect(page.get('[role=alert]').text()).toContain('No network')
  page.unmount()
})

test('an empty field asks nothing of the server', async () => {
  const page = await submit('', '')
  expect(page.get('[role=alert]').text()).toContain('both fields')
  expect(fetched).not.toHaveBeenCalled()
  page.unmount()
})

test('the password can be looked at', async () => {
  const page = mount(SignInPage)
  expect(page.get('#password').attributes('type')).toBe('password')
  await page.get('button.plain').trigger('click')
  expect(page.get('#password').attributes('type')).toBe('text')
})

test('the language can be changed before signing in', async () => {
  const page = mount(SignInPage)
  await page.get('button[lang=km]').trigger('click')
  await flushPromises()
  expect(page.get('h1').text()).toBe('ចូលគណនី')
  expect(document.documentElement.lang).toBe('km')
})

test('phone numbers lose their blanks, e-mail addresses only those around them', () => {
  expect(contact(' 012 345-678 ')).toBe('012345678')
  expect(contact('+855 (12) 345 678')).toBe('+85512345678')
  expect(contact(' a.b-c@farm.example ')).toBe('a.b-c@farm.example')
})

test('signing out forgets everything here, network or not', async () => {
  fetched.mockResolvedValueOnce(answer(200, signedIn)).mockRejectedValue(new TypeError('away'))
  const page = await submit()
  signOut()
  expect(session.value).toBeUndefined()
  expect(sessionStorage.getItem('tokkatot.session')).toBeNull()
  expect(ended.value).toBe(false)
  page.unmount()
})

test('a session that ended by itself is explained at the next sign-in', async () => {
  fetched.mockResolvedValueOnce(answer(200, signedIn)).mockResolvedValue(answer(401, {}))
  ;(await submit()).unmount()
  await sessionEnded()
  expect(mount(SignInPage).text()).toContain('last sign-in has ended')
})
