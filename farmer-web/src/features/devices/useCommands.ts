import { inject, onScopeDispose, provide, reactive, type InjectionKey } from 'vue'
import { ApiError, http, NETWORK_AWAY } from '../../shared/api/http'
import type { Command, CommandStatus, Device, LiveEvent, SwitchAction } from '../../shared/api/types'
import { uuid } from '../../shared/api/uuid'
import { hasEnded, type FarmPicture } from '../../shared/live/farmPicture'
import { now } from '../../shared/time/clock'

/** What somebody asked of a device here, until the device has done it or the next wish replaces it. */
export interface Ask {
  /** Also the idempotency key: sent twice, it is done once. */
  commandId: string
  action: SwitchAction
  /** Milliseconds since 1970. */
  askedAt: number
  /** Whether the server has it. */
  accepted: boolean
  /** Why it was not done: a command state, a device's or server's code. Empty while waiting. */
  problem: string
}

export interface UseCommandsReturn {
  askOf: (deviceId: string) => Ask | undefined
  ask: (device: Device, action: SwitchAction) => Promise<void>
  /** Calls the order back that waits for this device. Too late is no failure: how it ends is told anyway. */
  cancel: (device: Device) => Promise<void>
  onEvents: (events: LiveEvent[]) => void
  onPicture: (picture: FarmPicture) => void
}

export interface UseCommandsOptions {
  farmId: string
  token: () => string
  /** The server no longer knows our token: true when there is another one now. */
  renew: () => Promise<boolean>
  /** Pauses before sending again what did not get through, in milliseconds. @default [1000, 2000] */
  retryMs?: number[]
}

/** The server gives a device 30 s; whoever still waits after this has missed the answer. */
const LOST_MS = 40_000
const CHECK_MS = 10_000

/** Sends orders and follows each to its end. Nothing here says that a device is on: only the device does. */
export function createCommands(options: UseCommandsOptions): UseCommandsReturn {
  const { farmId, token, renew, retryMs = [1_000, 2_000] } = options
  const asks = reactive(new Map<string, Ask>())
  const path = (deviceId: string) => `/farms/${farmId}/devices/${deviceId}/commands`

  async function ask(device: Device, action: SwitchAction) {
    const current = asks.get(device.id)
    // A nervous second tap asks for nothing new.
    if (current?.action === action && !current.problem) return
    const commandId = uuid(now.value)
    asks.set(device.id, { commandId, action, askedAt: now.value, accepted: false, problem: '' })
    const body = {
      command_type: action,
      command_params: {},
      priority: 'normal',
      idempotency_key: commandId,
    }
    let renewed = false
    for (let attempt = 0; mine(device.id, commandId); attempt++) {
      try {
        const send = { method: 'POST', body, token: token(), timeoutMs: 6_000 } as const
        heard(device.id, await http<Command>(path(device.id), send))
        return
      } catch (failure) {
        let error = failure instanceof ApiError ? failure : new ApiError(0, 'INTERNAL_ERROR')
        if (error.status === 401) {
          if (!renewed && (renewed = await renew())) continue
          error = new ApiError(0, NETWORK_AWAY)
        }
        const pause = retryMs[attempt]
        if ((error.status !== 0 && error.status < 500) || pause === undefined) {
          return fail(device.id, commandId, error.code)
        }
        await new Promise((resolve) => setTimeout(resolve, pause))
      }
    }
  }

  async function cancel(device: Device) {
    const pending = device.pending_command
    if (!pending) return
    try {
      const send = { method: 'DELETE', token: token(), timeoutMs: 6_000 } as const
      heard(device.id, await http<Command>(`${path(device.id)}/${pending.command_id}`, send))
    } catch (failure) {
      if (failure instanceof ApiError && failure.status === 401) await renew()
    }
  }

  function mine(deviceId: string, commandId: string): Ask | undefined {
    const known = asks.get(deviceId)
    return known?.commandId === commandId ? known : undefined
  }

  function fail(deviceId: string, commandId: string, problem: string) {
    const known = mine(deviceId, commandId)
    if (known) known.problem = problem
  }

  function heard(deviceId: string, command: Command) {
    const known = mine(deviceId, command.command_id)
    if (known) known.accepted = true
    settle(deviceId, command.command_id, command.status, command.device_response?.error ?? null)
  }

  function settle(deviceId: string, id: string, status: CommandStatus, error: string | null) {
    if (!hasEnded(status) || !mine(deviceId, id)) return
    // Also when we had given up: a late truth beats an early guess.
    // Who called it back knows that it was not done.
    if (status === 'completed' || status === 'cancelled') asks.delete(deviceId)
    else fail(deviceId, id, error ?? status)
  }

  /** A device that did not answer has spoken after all: what it says counts again. */
  function spoke(deviceId: string) {
    if (asks.get(deviceId)?.problem === 'timeout') asks.delete(deviceId)
  }

  async function enquire(deviceId: string, commandId: string) {
    try {
      heard(deviceId, await http<Command>(`${path(deviceId)}/${commandId}`, { token: token() }))
    } catch {
      // Asked again at the next round.
    }
  }

  function waiting(): [string, Ask][] {
    return [...asks].filter(([, known]) => known.accepted && !known.problem)
  }

  const rounds = setInterval(() => {
    for (const [deviceId, known] of waiting()) {
      if (now.value - known.askedAt > LOST_MS) void enquire(deviceId, known.commandId)
    }
  }, CHECK_MS)
  onScopeDispose(() => clearInterval(rounds))

  return {
    askOf: (deviceId) => asks.get(deviceId),
    ask,
    cancel,
    onEvents(events) {
      for (const event of events) {
        if (event.type === 'device:update') spoke(event.data.device_id)
        if (event.type !== 'device:command-status') continue
        const { device_id, command_id, status, error } = event.data
        settle(device_id, command_id, status, error)
      }
    },
    onPicture({ devices }) {
      for (const [deviceId, known] of waiting()) {
        const pending = devices.find(({ id }) => id === deviceId)?.pending_command
        if (pending?.command_id !== known.commandId) void enquire(deviceId, known.commandId)
      }
    },
  }
}

const key: InjectionKey<UseCommandsReturn> = Symbol('commands')

/** Gives the farm's orders to all pages below, so that they outlive a change of page. */
export function provideCommands(commands: UseCommandsReturn): void {
  provide(key, commands)
}

/** The orders of the farm on screen. */
export function useCommands(): UseCommandsReturn {
  const commands = inject(key)
  if (!commands) throw new Error('useCommands belongs below FarmShell')
  return commands
}
