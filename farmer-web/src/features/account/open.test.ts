import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { learn, speak } from '../../shared/i18n/t'
import { FARM } from '../../testing/farm'
import ForgotPage from './ForgotPage.vue'
import SignUpPage from './SignUpPage.vue'
import VerifyPage from './VerifyPage.vue'
import { ended, goOn, returning, session, signOut } from './useAccount'

const fetched = vi.fn()
const answer = (status: number, body: object) => new Response(JSON.stringify(body), { status })
const user = { id: 'u', name: 'Dara', email: null, phone: '+85512345678', language: 'km' }
const tokens = { access_token: 'fresh', expires_in: 86_400 }

const asked = () =>
  fetched.mock.calls.map(([url, { body }]) => [url.replace('/api/v1', ''), body && JSON.parse(body)])

beforeEach(async () => {
  await speak('en')
  await learn()
  fetched.mockReset()
  vi.stubGlobal('fetch', fetched)
  sessionStorage.clear()
  localStorage.clear()
})

afterEach(async () => {
  session.value = undefined
  history.replaceState(null, '', '/')
  vi.unstubAllGlobals()
  await speak('km')
})

async function signUp() {
  const page = mount(SignUpPage)
  await page.get('#name').setValue(' Dara ')
  await page.get('#identifier').setValue('012 345 678')
  await page.get('#password').setValue('long enough')
  await page.get('#terms').setValue(true)
  await page.get('form').trigger('submit')
  await flushPromises()
  return page
}

test('signing up asks for a code, and the code leads to the farm', async () => {
  fetched.mockResolvedValueOnce(answer(201, {}))
  const page = await signUp()
  expect(asked()).toEqual([
    [
      '/auth/signup',
      { phone: '012345678', name: 'Dara', password: 'long enough', language: 'en', terms_accepted: true },
    ],
  ])
  fetched
    .mockResolvedValueOnce(answer(200, {}))
    .mockResolvedValueOnce(answer(200, { ...tokens, user, farms: [FARM] }))
  await page.get('#code').setValue('123456')
  await page.get('form').trigger('submit')
  await flushPromises()
  expect(asked()[1]).toEqual(['/auth/verify', { phone: '012345678', code: '123456' }])
  expect(session.value).toMatchObject({ token: 'fresh', farms: [FARM] })
})

test('without the tick nothing is asked', async () => {
  const page = mount(SignUpPage)
  for (const field of ['name', 'identifier', 'password']) await page.get(`#${field}`).setValue('12345678')
  await page.get('form').trigger('submit')
  expect(page.get('[role=alert]').text()).toContain('tick the box')
  expect(fetched).not.toHaveBeenCalled()
})

test('a code that could not be sent yet may still be typed', async () => {
  fetched.mockResolvedValue(answer(503, { error: { code: 'CODE_NOT_SENT' } }))
  const page = await signUp()
  expect(page.get('[role=alert]').text()).toContain('could not be sent now')
  expect(page.find('#code').exists()).toBe(true)
})

test('a wrong code is told in words and can be typed again', async () => {
  fetched.mockResolvedValueOnce(answer(201, {})).mockResolvedValue(
    answer(400, { error: { code: 'CODE_INVALID' } }),
  )
  const page = await signUp()
  await page.get('#code').setValue('000000')
  await page.get('form').trigger('submit')
  await flushPromises()
  expect(page.get('[role=alert]').text()).toContain('code or link is wrong')
  expect(page.find('#code').exists()).toBe(true)
})

test('a forgotten password is replaced with the code', async () => {
  fetched.mockImplementation(() => Promise.resolve(answer(200, {})))
  const page = mount(ForgotPage)
  await page.get('#identifier').setValue('dara@farm.example')
  await page.get('form').trigger('submit')
  await flushPromises()
  await page.get('#code').setValue('123456')
  await page.get('#password').setValue('another one')
  await page.get('form').trigger('submit')
  await flushPromises()
  expect(asked()).toEqual([
    ['/auth/forgot-password', { email: 'dara@farm.example' }],
    ['/auth/reset-password', { email: 'dara@farm.example', code: '123456', password: 'another one' }],
  ])
  expect(page.text()).toContain('new password counts')
})

test('the links in messages bring their proof along', async () => {
  fetched.mockImplementation(() => Promise.resolve(answer(200, {})))
  history.replaceState(null, '', '/verify?token=abc')
  const verified = mount(VerifyPage)
  await flushPromises()
  expect(verified.text()).toContain('confirmed')
  history.replaceState(null, '', '/reset?token=def')
  const page = mount(ForgotPage)
  await page.get('#password').setValue('another one')
  await page.get('form').trigger('submit')
  await flushPromises()
  expect(asked()).toEqual([
    ['/auth/verify', { token: 'abc' }],
    ['/auth/reset-password', { token: 'def', password: 'another one' }],
  ])
})

test('a phone that was signed in goes on by its cookie', async () => {
  localStorage.setItem('tokkatot.signedIn', '1')
  fetched
    .mockResolvedValueOnce(answer(200, tokens))
    .mockResolvedValueOnce(answer(200, user))
    .mockResolvedValueOnce(answer(200, { farms: [FARM] }))
  expect(await goOn()).toBe(true)
  expect(asked().map(([path]) => path)).toEqual(['/auth/refresh', '/users/me', '/farms'])
  expect(session.value).toMatchObject({ token: 'fresh', user, farms: [FARM] })
})

test('a phone where nobody signed in asks nothing', async () => {
  expect(await goOn()).toBe(false)
  expect(fetched).not.toHaveBeenCalled()
})

test('a token that no longer counts is replaced without a question', async () => {
  localStorage.setItem('tokkatot.signedIn', '1')
  session.value = { token: 'old', user, farms: [FARM], endsAt: Date.now() + 1 }
  fetched
    .mockResolvedValueOnce(answer(200, tokens))
  expect(await goOn()).toBe(true)
  expect(session.value).toMatchObject({ token: 'fresh', user, farms: [FARM] })
})

test('many who miss a token ask for one once', async () => {
  session.value = { token: 'old', user, farms: [FARM], endsAt: Date.now() + 1 }
  fetched.mockResolvedValue(answer(200, tokens))
  expect(await Promise.all([goOn(), goOn(), goOn()])).toEqual([true, true, true])
  expect(fetched).toHaveBeenCalledTimes(1)
})

test('a token is renewed before it ends', async () => {
  vi.useFakeTimers()
  session.value = { token: 'old', user, farms: [FARM], endsAt: Date.now() + 1 }
  fetched.mockImplementation(async () => answer(200, tokens))
  await goOn()
  await vi.advanceTimersByTimeAsync(86_400_000 - 301_000)
  expect(fetched).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(fetched).toHaveBeenCalledTimes(2)
  signOut()
  vi.useRealTimers()
})

test('without a network nobody is signed out', async () => {
  session.value = { token: 'old', user, farms: [FARM], endsAt: Date.now() + 1 }
  fetched.mockRejectedValue(new TypeError('Failed to fetch'))
  expect(await goOn()).toBe(false)
  expect(session.value?.token).toBe('old')
  expect(ended.value).toBe(false)
})

test('a phone that starts without a network waits for it, and goes on then', async () => {
  localStorage.setItem('tokkatot.signedIn', '1')
  fetched.mockRejectedValue(new TypeError('Failed to fetch'))
  const asking = goOn()
  expect(returning.value).toBe('asking')
  await asking
  expect(returning.value).toBe('error.NETWORK_AWAY')
  fetched
    .mockResolvedValueOnce(answer(200, tokens))
    .mockResolvedValueOnce(answer(200, user))
    .mockResolvedValueOnce(answer(200, { farms: [FARM] }))
  await goOn()
  expect(returning.value).toBe('')
  expect(session.value?.token).toBe('fresh')
})

test('a cookie that no longer counts leads to the sign-in, and is not tried again', async () => {
  localStorage.setItem('tokkatot.signedIn', '1')
  fetched.mockResolvedValue(answer(401, { error: { code: 'TOKEN_INVALID' } }))
  await goOn()
  await goOn()
  expect(returning.value).toBe('')
  expect(fetched).toHaveBeenCalledTimes(1)
})

test('a short password asks nothing of the server', async () => {
  const page = mount(SignUpPage)
  for (const field of ['name', 'identifier', 'password']) await page.get(`#${field}`).setValue('x')
  await page.get('form').trigger('submit')
  expect(page.get('[role=alert]').text()).toContain('8 or more')
  expect(fetched).not.toHaveBeenCalled()
})
