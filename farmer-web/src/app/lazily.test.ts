import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, expect, test, vi } from 'vitest'
import { h, type Component } from 'vue'
import { learn } from '../shared/i18n/t'
import { lazily } from './lazily'

const page: Component = { setup: () => () => h('h1', { tabindex: -1 }, 'here') }

// So that the words are there at once.
beforeEach(learn)

test('a page says that it comes, and who sees nothing is led to its heading', async () => {
  const shown = mount(lazily(async () => ({ default: page })), { attachTo: document.body })
  expect(shown.get('[role=status]').text()).not.toBe('')
  await vi.waitFor(() => shown.get('h1'))
  expect(shown.get('h1').text()).toBe('here')
  expect(document.activeElement?.tagName).toBe('H1')
  shown.unmount()
})

test('a page that could not be fetched says so and may be asked for again', async () => {
  const load = vi.fn().mockRejectedValueOnce(new TypeError('Failed to fetch')).mockResolvedValue({ default: page })
  const shown = mount(lazily(load))
  await flushPromises()
  expect(shown.find('[role=alert]').exists()).toBe(true)
  await shown.get('button').trigger('click')
  await vi.waitFor(() => shown.get('h1'))
})

test('the network that is back brings the page by itself', async () => {
  const load = vi.fn().mockRejectedValueOnce(new TypeError('Failed to fetch')).mockResolvedValue({ default: page })
  const shown = mount(lazily(load))
  await flushPromises()
  dispatchEvent(new Event('online'))
  await vi.waitFor(() => shown.get('h1'))
})
