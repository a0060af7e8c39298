import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { learn, speak } from '../../shared/i18n/t'
import { FARM } from '../../testing/farm'
import LookSettings from './LookSettings.vue'
import { session } from './useAccount'
import { look, wear } from './usePreferences'

const fetched = vi.fn()
const usual = { text_size: 'normal', theme: 'auto', motion: 'auto' } as const
let kept: Record<string, string | null>

beforeEach(async () => {
  localStorage.clear()
  wear(usual)
  await speak('en')
  await learn()
  kept = { ...usual, home_farm: null }
  fetched.mockReset()
  fetched.mockImplementation(server)
  vi.stubGlobal('fetch', fetched)
  session.value = { token: 'secret', user: { name: 'Dara' }, farms: [FARM], endsAt: Infinity } as never
})

afterEach(async () => {
  session.value = undefined
  vi.unstubAllGlobals()
  await speak('km')
})

/** Keeps what it is told, as the account does. */
function server(path: string, { method, body }: { method: string; body?: string }) {
  if (method === 'PUT' && path.endsWith('/preferences')) kept = { ...kept, ...JSON.parse(body!) }
  const farms = { farms: [{ ...FARM, id: 'second' }, FARM] }
  return Promise.resolve(new Response(JSON.stringify(path.endsWith('/farms') ? farms : { values: kept })))
}

async function open() {
  const page = mount(LookSettings, { attachTo: document.body })
  await flushPromises()
  return page
}

test('what another phone chose is worn here', async () => {
  kept.text_size = 'very_large'
  const page = await open()
  expect(look.value.text_size).toBe('very_large')
  expect((page.get('input[value=very_large]').element as HTMLInputElement).checked).toBe(true)
  page.unmount()
})

test('a choice counts at once, on this phone and in the account', async () => {
  const page = await open()
  await page.get('input[value=dark]').setValue()
  expect(document.documentElement.style.colorScheme).toBe('dark')
  expect(localStorage.getItem('tokkatot.look')).toContain('dark')
  await flushPromises()
  expect(kept.theme).toBe('dark')
  expect(page.get('[role=status]').text()).toContain('all your phones')
  page.unmount()
})

test('without a network it counts here, and the account hears of it the next time', async () => {
  let page = await open()
  fetched.mockRejectedValue(new TypeError('Failed to fetch'))
  await page.get('input[value=very_large]').setValue()
  await flushPromises()
  expect(page.get('[role=status]').text()).toContain('on this phone')
  page.unmount()

  fetched.mockImplementation(server)
  page = await open()
  expect(kept.text_size).toBe('very_large')
  expect(look.value.text_size).toBe('very_large')
  page.unmount()
})

test('who is on several farms says which one opens first', async () => {
  session.value = { ...session.value!, farms: [FARM, { ...FARM, id: 'second' }] }
  const page = await open()
  await page.get('input[value=second]').setValue()
  await flushPromises()
  expect(kept.home_farm).toBe('second')
  expect(session.value!.farms[0]!.id).toBe('second')
  page.unmount()
})

test('the account knows the language that is spoken', async () => {
  const page = await open()
  await speak('km')
  await flushPromises()
  const [path, { body }] = fetched.mock.lastCall!
  expect(path).toBe('/api/v1/users/me')
  expect(JSON.parse(body)).toEqual({ language: 'km' })
  page.unmount()
})
