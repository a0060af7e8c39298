import { flushPromises, mount } from '@vue/test-utils'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Alert } from '../../shared/api/types'
import { speak } from '../../shared/i18n/t'
import { now } from '../../shared/time/clock'
import { anEvent, AT, FARM } from '../../testing/farm'
import AlertList from './AlertList.vue'
import { createAlerts, provideAlerts, type UseAlertsReturn } from './useAlerts'

const http = vi.hoisted(() => vi.fn())
vi.mock('../../shared/api/http', async (original) => ({
  ...(await original<typeof import('../../shared/api/http')>()),
  http,
}))

const silent: Alert = {
  id: 'a1',
  node_name: 'Barn',
  severity: 'warning',
  message_key: 'alert.nodeOffline',
  triggered_at: AT,
  resolved_at: null,
}
let alerts: UseAlertsReturn

beforeAll(async () => {
  await speak('en', false)
  now.value = Date.parse(AT) + 2 * 60_000
})
afterAll(() => speak('km', false))
beforeEach(() => {
  http.mockReset().mockResolvedValue({ alerts: [silent] })
  alerts = createAlerts({ farmId: FARM.id, token: () => 'secret' })
})

function list() {
  return mount({ components: { AlertList }, setup: () => provideAlerts(alerts), template: '<AlertList />' })
}

test('an alert says what, where and since when', async () => {
  await alerts.onPicture()
  const text = list().get('[data-alert]').text()
  expect(text).toContain('A board is silent')
  expect(text).toContain('Barn')
  expect(text).toMatch(/2\sminutes ago/)
})

test('the sentences of seldom alerts come with the first alert and say what to do', async () => {
  http.mockResolvedValue({ alerts: [{ ...silent, message_key: 'alert.scheduleOffline' }] })
  await alerts.onPicture()
  expect(list().get('[data-alert]').text()).toContain('See that its board has power')
})

test('what is well again is not shown', async () => {
  http.mockResolvedValue({ alerts: [{ ...silent, resolved_at: AT }] })
  await alerts.onPicture()
  expect(list().findAll('[data-alert]')).toHaveLength(0)
})

test('an alert of a kind that this page does not know is shown all the same', async () => {
  http.mockResolvedValue({ alerts: [{ ...silent, message_key: 'alert.ofTomorrow' }] })
  await alerts.onPicture()
  expect(list().get('[data-alert]').text()).toContain('Something needs a look')
})

test('an event about alerts asks for the list again, others do not', async () => {
  alerts.onEvents([anEvent('hub:presence', { is_online: true })])
  expect(http).not.toHaveBeenCalled()
  alerts.onEvents([anEvent('alert:triggered', { alert_id: 'a1' })])
  await flushPromises()
  expect(alerts.alerts.value).toEqual([silent])
})

test('what could not be asked leaves what is known', async () => {
  await alerts.onPicture()
  http.mockRejectedValueOnce(new Error('away'))
  await alerts.onPicture()
  expect(alerts.alerts.value).toEqual([silent])
})
