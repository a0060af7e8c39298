import type { Device, DeviceState, SwitchAction } from '../../shared/api/types'
import type { LinkState } from '../../shared/live/link'
import type { Ask } from './useCommands'

/** Up to where our word gets: all the way, or not past the phone, the farm, the device. */
export type Reach = 'all' | 'phone' | 'farm' | 'device'

/**
 * How a device looks. `on`, `off` and `error` are what the device itself has said and still stands for; `asked`
 * is on its way; `unknown` means that nobody can say now, whatever was said last.
 */
export type Look = DeviceState | 'asked'

/** How far we get. A hub that is away says nothing of its nodes, so its devices are out of reach too. */
export function reachOf(link: LinkState, farmOnline: boolean, deviceOnline: boolean): Reach {
  if (link === 'offline') return 'phone'
  if (!farmOnline) return 'farm'
  return deviceOnline ? 'all' : 'device'
}

/** What is wished of a device, by us or by anybody else, and not answered yet. */
export function wishFor(device: Device, ask: Ask | undefined): SwitchAction | 'other' | undefined {
  if (ask && !ask.problem) return ask.action
  const pending = device.pending_command
  // An order of ours that we gave up on is told as a problem, not as a wish.
  if (!pending || pending.command_id === ask?.commandId) return undefined
  return pending.action === 'on' || pending.action === 'off' ? pending.action : 'other'
}

/** An order may be on its way for its first seconds, however it looks; the server then calls nothing back. */
const ON_ITS_WAY_MS = 6_500

/** Whether an order waits so that it can still be called back. */
export function canCancel(device: Device, nowMs: number): boolean {
  const pending = device.pending_command
  return pending?.state === 'queued' && nowMs - Date.parse(pending.requested_at) >= ON_ITS_WAY_MS
}

export function lookOf(device: Device, reach: Reach, ask: Ask | undefined): Look {
  // An order without an answer may have been done all the same.
  if (reach !== 'all' || ask?.problem === 'timeout') return 'unknown'
  return wishFor(device, ask) ? 'asked' : device.state
}
