import type { CommandStatus, Device, Farm, LiveEvent } from '../shared/api/types'

/** A farm and its devices as the server would tell of them, for tests. */
export const FARM: Farm = {
  id: 'farm-1',
  name: 'Demo',
  role: 'owner',
  timezone: 'Asia/Phnom_Penh',
  is_online: true,
}

export const AT = '2026-02-25T07:05:00Z'

export function aDevice(change: Partial<Device> = {}): Device {
  return {
    id: 'pump-1',
    farm_id: FARM.id,
    coop_id: 'coop-1',
    coop_name: 'Coop 1',
    node_id: 'node-1',
    name: 'Pump',
    kind: 'pump',
    is_online: true,
    state: 'off',
    value: 0,
    state_at: AT,
    triggered_by: 'boot',
    off_at: null,
    is_stopped: false,
    pending_command: null,
    readings: [],
    ...change,
  }
}

/** An event of that type; `data` needs only what the test is about. */
export function anEvent(type: LiveEvent['type'], data: object, cursor = 1): LiveEvent {
  return { cursor, type, farm_id: FARM.id, timestamp: AT, data } as unknown as LiveEvent
}

export function aCommandStatus(commandId: string, status: CommandStatus, error: string | null = null) {
  const data = { command_id: commandId, device_id: 'pump-1', status, error, command_type: 'on' }
  return anEvent('device:command-status', data)
}
