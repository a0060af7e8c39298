import { flushPromises, mount } from '@vue/test-utils'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { ApiError } from '../../shared/api/http'
import type { Stop } from '../../shared/api/types'
import { speak } from '../../shared/i18n/t'
import { now } from '../../shared/time/clock'
import { anEvent, AT, FARM } from '../../testing/farm'
import StopBanner from './StopBanner.vue'
import StopButton from './StopButton.vue'
import { createStops, provideStops, type UseStopsReturn } from './useStops'

const http = vi.hoisted(() => vi.fn())
vi.mock('../../shared/api/http', async (original) => ({
  ...(await original<typeof import('../../shared/api/http')>()),
  http,
}))

const held: Stop = {
  stop_id: 's',
  coop_id: null,
  coop_name: null,
  origin: 'app',
  state: 'held',
  reason: null,
  by: { id: 'a', name: 'Sok' },
  since: AT,
  fans_free: false,
}
const renew = vi.fn<() => Promise<boolean>>()
let stops: UseStopsReturn

beforeAll(async () => {
  await speak('en', false)
  now.value = Date.parse(AT) + 60_000
})
afterAll(() => speak('km', false))
beforeEach(() => {
  http.mockReset().mockResolvedValue({ stops: [held] })
  renew.mockReset().mockResolvedValue(false)
  stops = createStops({ farmId: FARM.id, token: () => 'secret', renew })
})

const posts = () => http.mock.calls.filter(([, options]) => options.method === 'POST')

function button() {
  return mount({ components: { StopButton }, setup: () => provideStops(stops), template: '<StopButton />' })
}

test('one tap only asks, the second stops', async () => {
  const shown = button()
  await shown.get('[data-stop-all]').trigger('click')
  expect(posts()).toHaveLength(0)
  await shown.get('[data-stop-now]').trigger('click')
  await flushPromises()
  expect(posts()).toHaveLength(1)
  expect(posts()[0]![0]).toBe('/farms/farm-1/emergency-stop')
  expect(stops.stops.value).toEqual([held])
  expect(shown.find('[data-stop-all]').exists()).toBe(true)
})

test('whoever thinks better of it stops nothing', async () => {
  const shown = button()
  await shown.get('[data-stop-all]').trigger('click')
  await shown.get('.quiet').trigger('click')
  expect(posts()).toHaveLength(0)
})

test('what did not get through is said, and can be tried again', async () => {
  http.mockRejectedValueOnce(new ApiError(0, 'NETWORK_AWAY'))
  const shown = button()
  await shown.get('[data-stop-all]').trigger('click')
  await shown.get('[data-stop-now]').trigger('click')
  await flushPromises()
  expect(shown.get('[role=alert]').text()).toContain('No network')
  await shown.get('[data-stop-now]').trigger('click')
  await flushPromises()
  expect(posts()).toHaveLength(2)
})

test('a refused token is renewed once', async () => {
  http.mockRejectedValueOnce(new ApiError(401, 'TOKEN_INVALID'))
  renew.mockResolvedValue(true)
  expect(await stops.stop()).toBe(true)
  expect(posts()).toHaveLength(2)
})

test('an event says all that holds', () => {
  expect(stops.onEvents([anEvent('hub:presence', { is_online: true })])).toBe(false)
  expect(stops.onEvents([anEvent('farm:emergency-stop', { stops: [held] })])).toBe(true)
  expect(stops.stops.value).toEqual([held])
  expect(stops.onEvents([anEvent('farm:emergency-stop', { stops: [] })])).toBe(true)
  expect(stops.stops.value).toEqual([])
})

function banner(stop: Partial<Stop>, mayAct = true) {
  const props = { stop: { ...held, ...stop }, timeZone: 'Asia/Phnom_Penh', mayAct, busy: false }
  return mount(StopBanner, { props })
}

test('the banner says since when and by whom, and an owner can let go', async () => {
  const shown = banner({})
  expect(shown.text()).toContain('Stopped since 14:05')
  expect(shown.text()).toContain('by Sok')
  await shown.get('[data-release]').trigger('click')
  expect(shown.emitted('release')).toHaveLength(1)
})

test('who may only look cannot let go, and nobody can let a button go', () => {
  expect(banner({}, false).findAll('button')).toHaveLength(0)
  const pressed = banner({ origin: 'button', by: null })
  expect(pressed.findAll('button')).toHaveLength(0)
  expect(pressed.text()).toContain('Release it there')
})

test('while a button holds, the minutes without air are counted', async () => {
  const pressed = banner({ origin: 'button', by: null })
  expect(pressed.get('[data-airless]').text()).toContain('1 min without air')
  now.value += 25 * 60_000
  await flushPromises()
  expect(pressed.get('[data-airless]').text()).toContain('26 min without air')
  now.value -= 25 * 60_000
  expect(banner({}).find('[data-airless]').exists()).toBe(false)
})

test('what the hub has not confirmed is not told as done', () => {
  expect(banner({ state: 'asked' }).text()).toContain('Stopping')
  expect(banner({ state: 'releasing' }).text()).toContain('Letting go')
  expect(banner({ state: 'releasing' }).findAll('button')).toHaveLength(0)
})

test('a coop is let go by its name', async () => {
  await stops.release({ ...held, coop_id: 'c1' })
  expect(http).toHaveBeenCalledWith(
    '/farms/farm-1/emergency-stop?coop_id=c1',
    expect.objectContaining({ method: 'DELETE' }),
  )
})
