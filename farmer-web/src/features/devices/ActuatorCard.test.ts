import { mount } from '@vue/test-utils'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Device } from '../../shared/api/types'
import { speak } from '../../shared/i18n/t'
import { now } from '../../shared/time/clock'
import { aDevice, AT } from '../../testing/farm'
import ActuatorCard from './ActuatorCard.vue'
import type { Reach } from './deviceLook'
import type { Ask } from './useCommands'

beforeAll(async () => {
  await speak('en', false)
  now.value = Date.parse(AT) + 60_000
})
afterAll(() => speak('km', false))

const waiting: Ask = { commandId: 'c', action: 'on', askedAt: 0, accepted: true, problem: '' }

function card(device: Partial<Device>, reach: Reach = 'all', ask?: Ask, mayAct = true) {
  return mount(ActuatorCard, {
    props: { device: aDevice(device), reach, ask, timeZone: 'Asia/Phnom_Penh', mayAct },
  })
}

test('now: the confirmed state, since when, and when it ends', () => {
  const shown = card({ state: 'on', value: 60, off_at: '2026-02-25T07:20:00Z' })
  expect(shown.classes()).toContain('on')
  expect(shown.text()).toContain('Now: on')
  expect(shown.text()).toContain('60 %')
  expect(shown.text()).toContain('since 14:05')
  expect(shown.text()).toContain('turns off at 14:20')
})

test('asked: waiting is said, the state before too, and on is not', () => {
  const shown = card({ state: 'off' }, 'all', waiting)
  expect(shown.classes()).toContain('asked')
  expect(shown.get('[role=status]').text()).toContain('Waiting to turn on')
  expect(shown.text()).toContain('Still off')
  expect(shown.text()).not.toContain('Now:')
})

test('stopped: it is said, and there is nothing to press', () => {
  const shown = card({ state: 'off', is_stopped: true })
  expect(shown.text()).toContain('The emergency stop is on.')
  expect(shown.findAll('button')).toHaveLength(0)
})

test('unknown: the last state is told as past, and there is nothing to press', () => {
  const shown = card({ state: 'on', is_online: false }, 'device')
  expect(shown.classes()).toContain('unknown')
  expect(shown.text()).toContain('Not known')
  expect(shown.text()).toContain('Last known: on, 14:05')
  expect(shown.text()).toContain('check its power')
  expect(shown.findAll('button')).toHaveLength(0)
})

test('a tap asks, a tap on what is asked already does not', async () => {
  const shown = card({ state: 'off' })
  await shown.get('[data-action=on]').trigger('click')
  expect(shown.emitted('ask')).toEqual([['on']])
  await shown.setProps({ ask: waiting })
  await shown.get('[data-action=on]').trigger('click')
  await shown.get('[data-action=off]').trigger('click')
  expect(shown.emitted('ask')).toEqual([['on'], ['off']])
})

test('what waits to be sent can be called back, but not in its first seconds', async () => {
  const pending_command = {
    command_id: 'c',
    action: 'on',
    state: 'queued' as const,
    requested_at: new Date(now.value - 2_000).toISOString(),
  }
  const shown = card({ state: 'off', pending_command })
  expect(shown.find('[data-action=cancel]').exists()).toBe(false)
  now.value += 5_000
  await shown.vm.$nextTick()
  await shown.get('[data-action=cancel]').trigger('click')
  expect(shown.emitted('cancel')).toHaveLength(1)
  await shown.setProps({ device: aDevice({ state: 'off', pending_command: { ...pending_command, state: 'sent' } }) })
  expect(shown.find('[data-action=cancel]').exists()).toBe(false)
  now.value -= 5_000
})

test('a failure says what to do', () => {
  const shown = card({ state: 'off' }, 'all', { ...waiting, problem: 'jam' })
  expect(shown.classes()).toContain('off')
  expect(shown.text()).toContain('Please look at it')
})

test('no answer leaves the state unknown, and another try possible', () => {
  const shown = card({ state: 'off' }, 'all', { ...waiting, problem: 'timeout' })
  expect(shown.classes()).toContain('unknown')
  expect(shown.text()).toContain('did not answer')
  expect(shown.text()).toContain('Last known: off, 14:05')
  expect(shown.findAll('button')).toHaveLength(2)
})

test('a reason without words of its own is still a failure', () => {
  const shown = card({}, 'all', { ...waiting, problem: 'something_new' })
  expect(shown.text()).toContain('could not do it')
})

test('who may only look gets no buttons', () => {
  expect(card({}, 'all', undefined, false).findAll('button')).toHaveLength(0)
})
