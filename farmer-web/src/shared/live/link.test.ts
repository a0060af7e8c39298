import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FakeSocket } from '../../testing/fakeSocket'
import { anEvent } from '../../testing/farm'
import { ApiError } from '../api/http'
import type { LiveEvent, Updates } from '../api/types'
import { startLink, type Link, type LinkState } from './link'

const event = (cursor: number) => anEvent('hub:presence', { is_online: true }, cursor)
const page = (cursor: number, events: LiveEvent[] = []): Updates => ({ events, cursor, has_more: false })

let link: Link
let states: LinkState[]
let batches: number[][]
const poll = vi.fn<(since: number) => Promise<Updates>>()
const onGap = vi.fn()
const renew = vi.fn<() => Promise<boolean>>()

function start(cursor = 10) {
  states = []
  batches = []
  link = startLink({
    farmId: 'farm-1',
    token: () => 'secret',
    cursor,
    poll,
    onEvents: (events) => batches.push(events.map((each) => each.cursor)),
    onState: (state) => states.push(state),
    onGap,
    renew,
    random: () => 1,
  })
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('WebSocket', FakeSocket)
  FakeSocket.all = []
  poll.mockReset().mockImplementation(async (since) => page(since))
  onGap.mockReset()
  renew.mockReset().mockResolvedValue(false)
})

afterEach(() => {
  link.stop()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('the first words are who we are, then where we left off', () => {
  start(10)
  FakeSocket.newest.subscribe(10)
  expect(FakeSocket.newest.sent).toEqual([
    { type: 'auth', token: 'secret' },
    { type: 'farm:subscribe', farm_id: 'farm-1', since: 10 },
  ])
  expect(states).toEqual(['live'])
})

test('a burst of events is handed over once, in order, each once', async () => {
  start(10)
  FakeSocket.newest.subscribe(10)
  for (const cursor of [11, 12, 12, 11, 13]) FakeSocket.newest.says(event(cursor))
  await vi.advanceTimersByTimeAsync(50)
  expect(batches).toEqual([[11, 12, 13]])
})

test('events that come in one frame are taken one by one', async () => {
  start(10)
  FakeSocket.newest.subscribe(10)
  FakeSocket.newest.says({ type: 'events', events: [event(11), event(12)] })
  await vi.advanceTimersByTimeAsync(50)
  expect(batches).toEqual([[11, 12]])
})

test('while the socket is live nobody polls', async () => {
  start()
  FakeSocket.newest.subscribe(10)
  await vi.advanceTimersByTimeAsync(20_000)
  expect(poll).not.toHaveBeenCalled()
})

test('polling takes over at once when the socket breaks, every three seconds', async () => {
  start()
  FakeSocket.newest.subscribe(10)
  FakeSocket.newest.breaks()
  await vi.advanceTimersByTimeAsync(0)
  expect(poll).toHaveBeenCalledTimes(1)
  expect(states).toEqual(['live', 'connecting', 'slow'])
  await vi.advanceTimersByTimeAsync(3_000)
  expect(poll).toHaveBeenCalledTimes(2)
})

test('what polling brought is not asked of the socket again', async () => {
  start(10)
  poll.mockResolvedValueOnce(page(12, [event(11), event(12)]))
  FakeSocket.newest.breaks()
  await vi.advanceTimersByTimeAsync(500)
  FakeSocket.newest.subscribe(12)
  expect(FakeSocket.newest.sent[1]).toMatchObject({ since: 12 })
  expect(batches.flat()).toEqual([11, 12])
})

test('a poll that began before the socket opened does not say slow afterwards', async () => {
  start()
  let answer: (page: Updates) => void = () => {}
  poll.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)))
  FakeSocket.newest.breaks()
  await vi.advanceTimersByTimeAsync(500)
  FakeSocket.newest.subscribe(10)
  answer(page(10))
  await vi.advanceTimersByTimeAsync(0)
  expect(states[states.length - 1]).toBe('live')
})

test('neither socket nor polls is offline, and the first answer ends it', async () => {
  start()
  poll.mockRejectedValueOnce(new ApiError(0, 'NETWORK_AWAY'))
  FakeSocket.newest.breaks()
  await vi.advanceTimersByTimeAsync(0)
  expect(states).toEqual(['offline'])
  await vi.advanceTimersByTimeAsync(3_000)
  expect(states).toEqual(['offline', 'slow'])
})

test('the pause before the socket is tried again never exceeds two seconds', async () => {
  start()
  for (let tries = 1; tries < 12; tries++) {
    FakeSocket.newest.breaks()
    await vi.advanceTimersByTimeAsync(2_000)
    expect(FakeSocket.all).toHaveLength(tries + 1)
  }
})

test('a socket that does not answer a ping is dead', async () => {
  start()
  FakeSocket.newest.subscribe(10)
  await vi.advanceTimersByTimeAsync(25_000)
  expect(FakeSocket.newest.sent[2]).toEqual({ type: 'ping' })
  await vi.advanceTimersByTimeAsync(8_000)
  expect(states[states.length - 1]).toBe('slow')
})

test('a socket that answers its pings lives on', async () => {
  start()
  FakeSocket.newest.subscribe(10)
  for (let pings = 0; pings < 5; pings++) {
    await vi.advanceTimersByTimeAsync(25_000)
    FakeSocket.newest.says({ type: 'pong' })
  }
  expect(FakeSocket.all).toHaveLength(1)
  expect(states).toEqual(['live'])
})

test('missing events ask for the whole picture, and nothing passes until it is there', async () => {
  start(10)
  FakeSocket.newest.subscribe(10)
  FakeSocket.newest.says(event(12))
  FakeSocket.newest.says(event(13))
  await vi.advanceTimersByTimeAsync(50)
  expect(onGap).toHaveBeenCalledTimes(1)
  expect(batches).toEqual([])
  link.restart(13)
  FakeSocket.newest.subscribe(13)
  FakeSocket.newest.says(event(14))
  await vi.advanceTimersByTimeAsync(50)
  expect(batches).toEqual([[14]])
})

test('who missed too much loads the whole picture, told by the socket or when polling', async () => {
  start(10)
  FakeSocket.newest.subscribe(3, true)
  expect(onGap).toHaveBeenCalledTimes(1)
  link.stop()
  onGap.mockClear()
  start(10)
  poll.mockResolvedValue({ ...page(3), refresh: true })
  FakeSocket.newest.breaks()
  await vi.advanceTimersByTimeAsync(0)
  expect(onGap).toHaveBeenCalledTimes(1)
})

test('a frame that goes on from where we are may leave out what later events made needless', async () => {
  start(10)
  FakeSocket.newest.subscribe(10)
  FakeSocket.newest.says({ type: 'events', since: 10, events: [event(13), event(17)] })
  FakeSocket.newest.says({ type: 'events', since: 17, events: [event(18)] })
  await vi.advanceTimersByTimeAsync(50)
  expect(batches).toEqual([[13, 17, 18]])
  FakeSocket.newest.says({ type: 'events', since: 20, events: [event(21)] })
  expect(onGap).toHaveBeenCalledTimes(1)
})

test('a token the server does not know asks for another, on the socket and when polling', async () => {
  start()
  FakeSocket.newest.breaks(4401)
  expect(renew).toHaveBeenCalledTimes(1)
  link.stop()
  start()
  poll.mockRejectedValueOnce(new ApiError(401, 'TOKEN_INVALID'))
  FakeSocket.newest.breaks()
  await vi.advanceTimersByTimeAsync(0)
  expect(renew).toHaveBeenCalledTimes(2)
})

test('with another token the socket is tried again at once', async () => {
  renew.mockResolvedValue(true)
  start()
  FakeSocket.newest.breaks(4401)
  await vi.advanceTimersByTimeAsync(250)
  expect(FakeSocket.all).toHaveLength(2)
  FakeSocket.newest.subscribe(10)
  expect(states[states.length - 1]).toBe('live')
})

test('after the stop nothing happens any more', async () => {
  start()
  FakeSocket.newest.subscribe(10)
  link.stop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(FakeSocket.all).toHaveLength(1)
  expect(poll).not.toHaveBeenCalled()
})
