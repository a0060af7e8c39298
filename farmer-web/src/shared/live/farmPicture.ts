import type { CommandStatus, Device, Farm, LiveEvent } from '../api/types'

/** What is known of one farm. Changed in place, so that only the cards of changed devices are drawn again. */
export interface FarmPicture {
  farm: Farm
  devices: Device[]
}

const ENDED: readonly CommandStatus[] = ['completed', 'failed', 'timeout', 'cancelled', 'expired']

export function hasEnded(status: CommandStatus): boolean {
  return ENDED.includes(status)
}

/** Puts one event into the picture. A device nobody told us of is left out: the next full picture has it. */
export function apply(picture: FarmPicture, event: LiveEvent): void {
  switch (event.type) {
    case 'hub:presence':
      picture.farm.is_online = event.data.is_online
      return
    case 'node:presence':
      for (const device of picture.devices) {
        if (event.data.device_ids.includes(device.id)) device.is_online = event.data.is_online
      }
      return
    case 'device:update':
    case 'device:command-status':
    case 'sensor:reading': {
      const device = picture.devices.find(({ id }) => id === event.data.device_id)
      if (device) applyTo(device, event)
    }
  }
}

type DeviceEvent = Extract<LiveEvent, { data: { device_id: string } }>

function applyTo(device: Device, event: DeviceEvent): void {
  if (event.type === 'device:update') {
    const { state, value, triggered_by, off_at, is_online, state_at } = event.data
    Object.assign(device, { state, value, triggered_by, off_at, is_online, state_at })
  } else if (event.type === 'device:command-status') {
    applyCommand(device, event.data, event.timestamp)
  } else {
    for (const reading of event.data.readings) {
      const known = device.readings.find(({ metric }) => metric === reading.metric)
      const fresh = { ...reading, timestamp: event.data.timestamp }
      if (!known) device.readings.push(fresh)
      // Readings kept by the hub while the cloud was away arrive after newer ones.
      else if (Date.parse(known.timestamp) <= Date.parse(fresh.timestamp)) Object.assign(known, fresh)
    }
  }
}

interface CommandNews {
  command_id: string
  status: CommandStatus
  command_type: string
}

function applyCommand(device: Device, news: CommandNews, at: string): void {
  const pending = device.pending_command
  if (!hasEnded(news.status)) {
    device.pending_command = {
      command_id: news.command_id,
      action: news.command_type,
      state: news.status,
      requested_at: pending?.command_id === news.command_id ? pending.requested_at : at,
    }
  } else if (pending?.command_id === news.command_id) {
    device.pending_command = null
  }
}
