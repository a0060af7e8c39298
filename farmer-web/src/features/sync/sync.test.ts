import { flushPromises, mount } from '@vue/test-utils'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { ApiError } from '../../shared/api/http'
import { speak } from '../../shared/i18n/t'
import { anEvent, AT, FARM } from '../../testing/farm'
import SyncLine from './SyncLine.vue'
import { createSync, type UseSyncReturn } from './useSync'

const http = vi.hoisted(() => vi.fn())
vi.mock('../../shared/api/http', async (original) => ({
  ...(await original<typeof import('../../shared/api/http')>()),
  http,
}))

const renew = vi.fn<() => Promise<boolean>>()
let sync: UseSyncReturn

beforeAll(() => speak('en', false))
afterAll(() => speak('km', false))
beforeEach(() => {
  http.mockReset().mockResolvedValue({ open_differences: [{}, {}] })
  renew.mockReset().mockResolvedValue(false)
  sync = createSync({ farmId: FARM.id, token: () => 'secret', renew })
})

test('events and pictures say how many devices differ', async () => {
  sync.onEvents([anEvent('sync:state', { is_in_step: false, open_differences: 3, compared_at: AT })])
  expect(sync.differences.value).toBe(3)
  sync.onEvents([anEvent('sync:state', { is_in_step: true, open_differences: 0, compared_at: AT })])
  expect(sync.differences.value).toBe(0)
  await sync.onPicture()
  expect(sync.differences.value).toBe(2)
  http.mockRejectedValueOnce(new ApiError(0, 'NETWORK_AWAY'))
  await sync.onPicture()
  expect(sync.differences.value).toBe(2)
})

test('sync now asks once, and a refused token is renewed once', async () => {
  http.mockRejectedValueOnce(new ApiError(401, 'TOKEN_INVALID'))
  renew.mockResolvedValue(true)
  await sync.syncNow()
  expect(http.mock.calls.map(([path, { method }]) => [path, method])).toEqual([
    ['/farms/farm-1/sync', 'POST'],
    ['/farms/farm-1/sync', 'POST'],
  ])
  expect(sync.problem.value).toBe('')
})

test('what did not get through is said', async () => {
  http.mockRejectedValueOnce(new ApiError(0, 'NETWORK_AWAY'))
  await sync.syncNow()
  await flushPromises()
  const shown = mount(SyncLine, { props: { differences: 2, busy: false, problem: sync.problem.value } })
  expect(shown.text()).toContain('2')
  expect(shown.text()).toContain('No network')
  await shown.get('[data-sync-now]').trigger('click')
  expect(shown.emitted('sync')).toHaveLength(1)
})

test('while it is asked another tap does nothing', async () => {
  const shown = mount(SyncLine, { props: { differences: 1, busy: true, problem: '' } })
  await shown.get('[data-sync-now]').trigger('click')
  expect(shown.emitted('sync')).toBeUndefined()
})
