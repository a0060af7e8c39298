import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { FakeSocket } from '../../testing/fakeSocket'
import { aDevice, anEvent, FARM } from '../../testing/farm'
import { ApiError } from '../api/http'
import { useLive, type UseLiveReturn } from './useLive'

const http = vi.hoisted(() => vi.fn())
vi.mock('../api/http', async (original) => ({
  ...(await original<typeof import('../api/http')>()),
  http,
}))

const renew = vi.fn<() => Promise<boolean>>()
let scope: EffectScope
let live: UseLiveReturn
let cursor: number

async function start() {
  live = scope.run(() => useLive({ farm: FARM, token: () => 'secret', renew }))!
  await vi.advanceTimersByTimeAsync(0)
}

const farms = () => http.mock.calls.filter(([path]) => path === '/farms').length

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('WebSocket', FakeSocket)
  FakeSocket.all = []
  renew.mockReset().mockResolvedValue(false)
  cursor = 10
  http.mockReset().mockImplementation(async (path: string) =>
    path === '/farms' ? { farms: [FARM] } : { devices: [aDevice()], cursor },
  )
  scope = effectScope()
})

afterEach(() => {
  scope.stop()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('first the whole picture, then what happens after it', async () => {
  await start()
  expect(live.picture.value?.devices[0]?.state).toBe('off')
  FakeSocket.newest.subscribe(10)
  expect(FakeSocket.newest.sent[1]).toMatchObject({ since: 10 })
  FakeSocket.newest.says(anEvent('device:update', { device_id: 'pump-1', state: 'on' }, 11))
  await vi.advanceTimersByTimeAsync(50)
  expect(live.picture.value?.devices[0]?.state).toBe('on')
  expect(live.link.value).toBe('live')
})

test('a gap is closed by a fresh picture', async () => {
  await start()
  FakeSocket.newest.subscribe(10)
  cursor = 20
  FakeSocket.newest.says(anEvent('hub:presence', { is_online: false }, 20))
  await vi.advanceTimersByTimeAsync(0)
  expect(farms()).toBe(2)
  FakeSocket.newest.subscribe(20)
  expect(FakeSocket.newest.sent[1]).toMatchObject({ since: 20 })
})

test('a farm that cannot be loaded says why, and is tried again', async () => {
  http.mockRejectedValueOnce(new ApiError(503, 'UNAVAILABLE'))
  await start()
  expect(live.problem.value).toBe('UNAVAILABLE')
  expect(live.picture.value).toBeUndefined()
  await vi.advanceTimersByTimeAsync(3_000)
  expect(live.problem.value).toBe('')
  expect(live.picture.value).toBeDefined()
})

test('with another token the farm is loaded at once, and no problem is shown', async () => {
  http.mockRejectedValueOnce(new ApiError(401, 'TOKEN_INVALID'))
  renew.mockResolvedValue(true)
  await start()
  await vi.advanceTimersByTimeAsync(0)
  expect(renew).toHaveBeenCalledTimes(1)
  expect(live.picture.value).toBeDefined()
  expect(live.problem.value).toBe('')
})

test('a token that cannot be renewed now is the network being away', async () => {
  http.mockRejectedValueOnce(new ApiError(401, 'TOKEN_INVALID'))
  await start()
  expect(live.problem.value).toBe('NETWORK_AWAY')
  await vi.advanceTimersByTimeAsync(3_000)
  expect(live.picture.value).toBeDefined()
})

test('a page that is left asks nothing more', async () => {
  http.mockRejectedValueOnce(new ApiError(0, 'NETWORK_AWAY'))
  await start()
  scope.stop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(http).toHaveBeenCalledTimes(1)
})
