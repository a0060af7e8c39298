import { beforeEach, expect, test } from 'vitest'
import { aCommandStatus, aDevice, anEvent, FARM } from '../../testing/farm'
import { apply, type FarmPicture } from './farmPicture'

let picture: FarmPicture

beforeEach(() => {
  picture = { farm: { ...FARM }, devices: [aDevice(), aDevice({ id: 'fan-1', kind: 'fan' })] }
})

const pump = () => picture.devices[0]!

test('a device’s own word changes its state', () => {
  const told = { state: 'on', value: 100, triggered_by: 'command', off_at: null, is_online: true, state_at: 'x' }
  apply(picture, anEvent('device:update', { device_id: 'pump-1', ...told }))
  expect(pump()).toMatchObject(told)
  expect(picture.devices[1]!.state).toBe('off')
})

test('a finished command does not switch anything by itself', () => {
  apply(picture, aCommandStatus('c1', 'sent'))
  apply(picture, aCommandStatus('c1', 'completed'))
  expect(pump()).toMatchObject({ state: 'off', pending_command: null })
})

test('an order on its way is pending, whoever gave it', () => {
  apply(picture, aCommandStatus('c1', 'queued'))
  apply(picture, aCommandStatus('c1', 'executing'))
  expect(pump().pending_command).toMatchObject({ command_id: 'c1', action: 'on', state: 'executing' })
})

test('the end of an older order leaves a newer one pending', () => {
  apply(picture, aCommandStatus('c2', 'sent'))
  apply(picture, aCommandStatus('c1', 'timeout'))
  expect(pump().pending_command?.command_id).toBe('c2')
})

test('a late reading does not replace a newer one', () => {
  const reading = (value: number, timestamp: string) =>
    anEvent('sensor:reading', {
      device_id: 'pump-1',
      timestamp,
      readings: [{ metric: 'temperature', value, unit: 'Cel', quality: 'good' }],
    })
  apply(picture, reading(30, '2026-02-25T07:01:00Z'))
  apply(picture, reading(20, '2026-02-25T07:00:00Z'))
  expect(pump().readings).toHaveLength(1)
  expect(pump().readings[0]).toMatchObject({ value: 30, timestamp: '2026-02-25T07:01:00Z' })
})

test('a node takes its devices along', () => {
  apply(picture, anEvent('node:presence', { node_id: 'n', is_online: false, device_ids: ['pump-1'] }))
  expect(picture.devices.map((device) => device.is_online)).toEqual([false, true])
})

test('the hub’s presence is the farm’s', () => {
  apply(picture, anEvent('hub:presence', { is_online: false }))
  expect(picture.farm.is_online).toBe(false)
})

test('what is new to us is passed over', () => {
  apply(picture, anEvent('device:update', { device_id: 'never-seen', state: 'on' }))
  apply(picture, anEvent('schedule:update' as never, {}))
  expect(pump().state).toBe('off')
})
