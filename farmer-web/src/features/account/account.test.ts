import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { learn, speak } from '../../shared/i18n/t'
import { FARM } from '../../testing/farm'
import SignInPage from './SignInPage.vue'
import SignUpPage from './SignUpPage.vue'
import { contact, ended, goOn, session, signOut, unproven } from './useAccount'

const fetched = vi.fn()

beforeEach(async () => {
  localStorage.clear()
  await speak('en')
  await learn()
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

const answer = (status: number, body: object, headers = {}) =>
  new Response(JSON.stringify(body), { status, headers })
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
  [423, { error: { code: 'ACCOUNT_LOCKED' } }, 'Please wait 15 minutes', 871],
  [429, { error: { code: 'RATE_LIMIT_EXCEEDED' } }, 'Please wait 40 seconds', 33],
  [403, { error: { code: 'CONTACT_NOT_VERIFIED' } }, 'Please confirm first'],
  [500, { error: { code: 'INTERNAL_ERROR' } }, 'wrong on our side'],
  [418, { error: { code: 'TEAPOT' } }, 'wrong on our side'],
])('%i is told in words', async (status, body, words, waitS = 0) => {
  fetched.mockResolvedValue(answer(status, body, waitS ? { 'Retry-After': String(waitS) } : {}))
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
  expect(page.get('[role=alert]').text()).toContain('every box')
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
  // The words come from a file of their own.
  await vi.waitFor(() => expect(page.get('h1').text()).toBe('ចូលគណនី'))
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
  await goOn()
  expect(mount(SignInPage).text()).toContain('last sign-in has ended')
})

test('an unproven contact goes on with its code, and nothing is typed twice', async () => {
  fetched.mockResolvedValue(answer(403, { error: { code: 'CONTACT_NOT_VERIFIED' } }))
  const signInPage = await submit('012 345 678', 'long enough')
  await signInPage.get('button.prove').trigger('click')
  expect(location.pathname).toBe('/sign-up')
  signInPage.unmount()
  const page = mount(SignUpPage, { attachTo: document.body })
  await flushPromises()
  expect(document.activeElement?.id).toBe('code')
  expect(unproven.value).toBeUndefined()
  fetched.mockReset()
  fetched.mockResolvedValueOnce(answer(200, {})).mockResolvedValueOnce(answer(200, signedIn))
  await page.get('#code').setValue('១២៣ ៤៥៦')
  await page.get('form').trigger('submit')
  await flushPromises()
  const bodies = fetched.mock.calls.map(([, { body }]) => JSON.parse(body))
  expect(bodies).toEqual([
    { phone: '012345678', code: '123456' },
    { identifier: '012345678', password: 'long enough', refresh: 'cookie' },
  ])
  expect(session.value?.token).toBe('secret')
  page.unmount()
})

test('what the server finds wrong is told beside its field', async () => {
  fetched.mockResolvedValue(
    answer(400, { error: { code: 'INVALID_INPUT', details: { field: 'identifier' } } }),
  )
  const page = await submit('dara', 'right')
  expect(page.get('[role=alert]').text()).toContain('not an e-mail address or a phone number')
  expect(page.get('#identifier').attributes('aria-invalid')).toBe('true')
  expect(page.get('#password').attributes('aria-invalid')).toBe('false')
  page.unmount()
})
