import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { learn, speak } from '../../shared/i18n/t'
import { FARM } from '../../testing/farm'
import NoFarmPage from './NoFarmPage.vue'
import SessionList from './SessionList.vue'
import { session } from './useAccount'

const fetched = vi.fn()
const user = { id: 'u', name: 'Dara', email: null, phone: '+85512345678', language: 'km' }
const invitation = { invitation_id: 'i', farm_name: 'Sok', role: 'viewer', invited_by: 'Sok Dara' }
let open: object[]
let farms: object[]

beforeEach(async () => {
  await speak('en')
  await learn()
  open = [invitation]
  farms = []
  session.value = { token: 'secret', user, farms: [], endsAt: Date.now() + 1e6 }
  fetched.mockReset().mockImplementation(async (url: string, { method }: RequestInit) => {
    if (url.endsWith('/accept')) farms = [FARM]
    if (url.endsWith('/farms') && method === 'POST') farms = [FARM]
    if (/\/(accept|decline)$/.test(url)) open = []
    if (url.endsWith('/users/sessions')) return json({ sessions: [phone('a', true), phone('b', false)] })
    return json(url.endsWith('/invitations') ? { invitations: open } : { farms })
  })
  vi.stubGlobal('fetch', fetched)
})

afterEach(async () => {
  session.value = undefined
  vi.unstubAllGlobals()
  await speak('km')
})

const json = (body: object) => new Response(JSON.stringify(body))
const phone = (id: string, is_current: boolean) => ({
  id,
  is_current,
  device_name: null,
  user_agent: 'Mozilla/5.0 (Linux; Android 10; SM-A105F) AppleWebKit/537.36',
  last_activity: new Date().toISOString(),
})
const asked = () => fetched.mock.calls.map(([url, { method }]) => `${method} ${url.replace('/api/v1', '')}`)

async function noFarm() {
  const page = mount(NoFarmPage, { attachTo: document.body })
  await flushPromises()
  return page
}

test('an invitation says who, where and what, and accepting it opens the farm', async () => {
  const page = await noFarm()
  expect(page.get('.invitation').text()).toContain('Sok Dara invites you to the farm Sok.')
  expect(page.get('.invitation').text()).toContain('You may look.')
  await page.get('.invitation button').trigger('click')
  await flushPromises()
  expect(asked()).toContain('POST /users/me/invitations/i/accept')
  expect(session.value?.farms).toEqual([FARM])
  page.unmount()
})

test('an invitation that was declined is gone, and no farm came', async () => {
  const page = await noFarm()
  await page.findAll('.invitation button')[1]!.trigger('click')
  await flushPromises()
  expect(page.find('.invitation').exists()).toBe(false)
  expect(session.value?.farms).toEqual([])
  page.unmount()
})

test('somebody without a farm makes one with a name', async () => {
  const page = await noFarm()
  await page.get('form').trigger('submit')
  await flushPromises()
  expect(document.activeElement?.id).toBe('farm-name')
  await page.get('#farm-name').setValue(' My farm ')
  await page.get('form').trigger('submit')
  await flushPromises()
  const made = fetched.mock.calls.find(([url, { method }]) => url.endsWith('/farms') && method === 'POST')!
  expect(JSON.parse(made[1].body)).toEqual({ name: 'My farm' })
  expect(session.value?.farms).toEqual([FARM])
  page.unmount()
})

test('another phone can be signed out, this one has the button below', async () => {
  const page = mount(SessionList)
  await flushPromises()
  expect(page.findAll('li')).toHaveLength(2)
  expect(page.findAll('li')[1]!.text()).toContain('SM-A105F')
  expect(page.findAll('li button')).toHaveLength(1)
  await page.get('li button').trigger('click')
  await flushPromises()
  expect(asked()).toContain('DELETE /users/sessions/b')
})

test('signing out everywhere tells the server so', async () => {
  const page = mount(SessionList)
  await flushPromises()
  await page.get('section > button').trigger('click')
  const out = fetched.mock.calls.find(([url]) => url.endsWith('/auth/logout'))!
  expect(JSON.parse(out[1].body)).toEqual({ all_devices: true })
  expect(session.value).toBeUndefined()
})
