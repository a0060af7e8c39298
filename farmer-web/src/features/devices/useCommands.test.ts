import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { ApiError } from '../../shared/api/http'
import { now } from '../../shared/time/clock'
import { aCommandStatus, aDevice, anEvent, FARM } from '../../testing/farm'
import { createCommands, type UseCommandsReturn } from './useCommands'

const http = vi.hoisted(() => vi.fn())
vi.mock('../../shared/api/http', async (original) => ({
  ...(await original<typeof import('../../shared/api/http')>()),
  http,
}))

const pump = aDevice()
const renew = vi.fn<() => Promise<boolean>>()
let scope: EffectScope
let commands: UseCommandsReturn

const away = new ApiError(0, 'NETWORK_AWAY')
const posts = () => http.mock.calls.filter(([, options]) => options.method === 'POST')
const asked = () => commands.askOf('pump-1')!
const accept = async (_path: string, { body }: { body: { idempotency_key: string } }) => ({
  command_id: body.idempotency_key,
  status: 'queued',
  device_response: null,
})

beforeEach(() => {
  vi.useFakeTimers()
  http.mockReset().mockImplementation(accept)
  renew.mockReset().mockResolvedValue(false)
  scope = effectScope()
  commands = scope.run(() => createCommands({ farmId: FARM.id, token: () => 'secret', renew }))!
})

afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

test('an order waits until the device has done it', async () => {
  await commands.ask(pump, 'on')
  expect(asked()).toMatchObject({ action: 'on', accepted: true, problem: '' })
  expect(http).toHaveBeenCalledWith(
    '/farms/farm-1/devices/pump-1/commands',
    expect.objectContaining({
      body: expect.objectContaining({ command_type: 'on', idempotency_key: asked().commandId }),
    }),
  )
  commands.onEvents([aCommandStatus(asked().commandId, 'executing')])
  expect(asked().problem).toBe('')
  commands.onEvents([aCommandStatus(asked().commandId, 'completed')])
  expect(asked()).toBeUndefined()
})

test('a second tap is not a second order', async () => {
  await Promise.all([commands.ask(pump, 'on'), commands.ask(pump, 'on')])
  expect(posts()).toHaveLength(1)
})

test('the opposite wish replaces the first', async () => {
  await commands.ask(pump, 'on')
  const first = asked().commandId
  await commands.ask(pump, 'off')
  expect(posts()).toHaveLength(2)
  commands.onEvents([aCommandStatus(first, 'timeout')])
  expect(asked()).toMatchObject({ action: 'off', problem: '' })
})

test('what did not get through is sent again as the same order', async () => {
  http.mockRejectedValueOnce(away)
  const done = commands.ask(pump, 'on')
  await vi.advanceTimersByTimeAsync(1_000)
  await done
  const keys = posts().map(([, { body }]) => body.idempotency_key)
  expect(keys).toHaveLength(2)
  expect(new Set(keys).size).toBe(1)
  expect(asked()).toMatchObject({ accepted: true, problem: '' })
})

test('after three failures the network is named', async () => {
  http.mockRejectedValue(away)
  const done = commands.ask(pump, 'on')
  await vi.advanceTimersByTimeAsync(3_000)
  await done
  expect(posts()).toHaveLength(3)
  expect(asked().problem).toBe('NETWORK_AWAY')
})

test('what the server refuses is not sent again', async () => {
  http.mockRejectedValue(new ApiError(403, 'FORBIDDEN'))
  await commands.ask(pump, 'on')
  expect(posts()).toHaveLength(1)
  expect(asked().problem).toBe('FORBIDDEN')
})

test('the device’s own reason is kept', async () => {
  await commands.ask(pump, 'on')
  commands.onEvents([aCommandStatus(asked().commandId, 'failed', 'interlock')])
  expect(asked().problem).toBe('interlock')
})

test('a late success beats an early failure', async () => {
  await commands.ask(pump, 'on')
  const id = asked().commandId
  commands.onEvents([aCommandStatus(id, 'timeout')])
  expect(asked().problem).toBe('timeout')
  commands.onEvents([aCommandStatus(id, 'completed')])
  expect(asked()).toBeUndefined()
})

test('a device that speaks after all is believed again, its refusals stay', async () => {
  const word = anEvent('device:update', { device_id: 'pump-1', state: 'off' })
  await commands.ask(pump, 'on')
  commands.onEvents([aCommandStatus(asked().commandId, 'timeout'), word])
  expect(asked()).toBeUndefined()
  await commands.ask(pump, 'on')
  commands.onEvents([aCommandStatus(asked().commandId, 'failed', 'jam'), word])
  expect(asked().problem).toBe('jam')
})

test('an order that is called back is wished no more', async () => {
  await commands.ask(pump, 'on')
  const { commandId } = asked()
  const pending_command = { command_id: commandId, action: 'on', state: 'queued' as const, requested_at: '' }
  http.mockImplementation(async () => ({ command_id: commandId, status: 'cancelled', device_response: null }))
  await commands.cancel({ ...pump, pending_command })
  expect(http).toHaveBeenLastCalledWith(
    `/farms/farm-1/devices/pump-1/commands/${commandId}`,
    expect.objectContaining({ method: 'DELETE' }),
  )
  expect(asked()).toBeUndefined()
})

test('too late to call back: the order goes on to its end', async () => {
  await commands.ask(pump, 'on')
  const { commandId } = asked()
  const pending_command = { command_id: commandId, action: 'on', state: 'queued' as const, requested_at: '' }
  http.mockRejectedValue(new ApiError(409, 'COMMAND_ALREADY_SENT'))
  await commands.cancel({ ...pump, pending_command })
  expect(asked()).toMatchObject({ action: 'on', problem: '' })
})

test('after a failure the same order may be given again, as a new one', async () => {
  await commands.ask(pump, 'on')
  const first = asked().commandId
  commands.onEvents([aCommandStatus(first, 'timeout')])
  await commands.ask(pump, 'on')
  expect(asked().commandId).not.toBe(first)
})

test('an order nobody tells of any more is asked after', async () => {
  await commands.ask(pump, 'on')
  http.mockImplementation(async () => ({ command_id: asked().commandId, status: 'expired', device_response: null }))
  now.value += 41_000
  await vi.advanceTimersByTimeAsync(10_000)
  expect(asked().problem).toBe('expired')
})

test('a fresh picture without the order makes us ask how it ended', async () => {
  await commands.ask(pump, 'on')
  http.mockImplementation(async () => ({ command_id: asked().commandId, status: 'completed', device_response: null }))
  commands.onPicture({ farm: FARM, devices: [pump] })
  await vi.advanceTimersByTimeAsync(0)
  expect(asked()).toBeUndefined()
})

test('an order whose token is refused is sent once more with another, as the same order', async () => {
  http.mockRejectedValueOnce(new ApiError(401, 'TOKEN_INVALID'))
  renew.mockResolvedValue(true)
  await commands.ask(pump, 'on')
  const keys = posts().map(([, { body }]) => body.idempotency_key)
  expect(keys).toHaveLength(2)
  expect(new Set(keys).size).toBe(1)
  expect(asked()).toMatchObject({ accepted: true, problem: '' })
})

test('an order whose token stays refused says that it was not sent', async () => {
  http.mockRejectedValue(new ApiError(401, 'TOKEN_INVALID'))
  renew.mockResolvedValue(true)
  const done = commands.ask(pump, 'on')
  await vi.advanceTimersByTimeAsync(3_000)
  await done
  expect(renew).toHaveBeenCalledTimes(1)
  expect(asked().problem).toBe('NETWORK_AWAY')
})
