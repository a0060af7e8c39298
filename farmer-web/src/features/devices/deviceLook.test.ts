import { describe, expect, test } from 'vitest'
import type { DeviceState } from '../../shared/api/types'
import { aDevice } from '../../testing/farm'
import { lookOf, reachOf, wishFor, type Reach } from './deviceLook'
import type { Ask } from './useCommands'

const states: DeviceState[] = ['on', 'off', 'error', 'unknown']
const reaches: Reach[] = ['all', 'phone', 'farm', 'device']
const asks: (Ask | undefined)[] = [
  undefined,
  { commandId: 'c', action: 'on', askedAt: 0, accepted: false, problem: '' },
  { commandId: 'c', action: 'off', askedAt: 0, accepted: true, problem: '' },
  { commandId: 'c', action: 'on', askedAt: 0, accepted: true, problem: 'interlock' },
  { commandId: 'c', action: 'on', askedAt: 0, accepted: true, problem: 'timeout' },
]
const pendings = [null, { command_id: 'other', action: 'on', state: 'sent' as const, requested_at: '' }]

test('nothing is shown as on or off but what the device says now and nobody is changing', () => {
  let shownAsNow = 0
  for (const state of states) {
    for (const reach of reaches) {
      for (const ask of asks) {
        for (const pending_command of pendings) {
          const look = lookOf(aDevice({ state, pending_command }), reach, ask)
          if (look !== 'on' && look !== 'off') continue
          shownAsNow++
          expect(look).toBe(state)
          expect(reach).toBe('all')
          expect(pending_command).toBeNull()
          expect(ask?.problem).not.toBe('')
          expect(ask?.problem).not.toBe('timeout')
        }
      }
    }
  }
  expect(shownAsNow).toBe(4)
})

describe('how far we get', () => {
  test.each([
    ['live', true, true, 'all'],
    ['slow', true, true, 'all'],
    ['connecting', true, true, 'all'],
    ['offline', true, true, 'phone'],
    ['live', false, true, 'farm'],
    ['live', true, false, 'device'],
    ['offline', false, false, 'phone'],
  ] as const)('%s, farm %s, device %s: %s', (link, farm, device, reach) => {
    expect(reachOf(link, farm, device)).toBe(reach)
  })
})

test('an order of ours that failed is no wish any more, somebody else’s is', () => {
  const given = { command_id: 'c', action: 'on', state: 'sent' as const, requested_at: '' }
  expect(wishFor(aDevice({ pending_command: given }), asks[3])).toBeUndefined()
  expect(wishFor(aDevice({ pending_command: { ...given, command_id: 'd' } }), asks[3])).toBe('on')
})
