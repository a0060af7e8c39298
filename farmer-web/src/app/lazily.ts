import { h, nextTick, onMounted, onUnmounted, ref, shallowRef, type Component } from 'vue'
import { learn } from '../shared/i18n/t'
import WaitPage from './WaitPage.vue'

/**
 * A page or part that comes when it is shown for the first time, with the words of the seldom needed pages unless it
 * has none of them. A bad network is told and
 * may be tried again. Vue's own way to do this is three times as large.
 */
export function lazily(load: () => Promise<{ default: Component }>, words = learn): Component {
  const part = shallowRef<Component>()
  const failed = ref(false)
  const fetch = async () => {
    if (part.value) return
    failed.value = false
    try {
      part.value = (await Promise.all([load(), words()]))[0].default
      await nextTick()
      // Who came by a link that is gone is told where they are now.
      if (document.activeElement === document.body) {
        document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
      }
    } catch {
      failed.value = true
    }
  }
  return {
    inheritAttrs: false,
    setup(_props, { attrs, slots }) {
      onMounted(() => {
        void fetch()
        addEventListener('online', fetch)
      })
      onUnmounted(() => removeEventListener('online', fetch))
      return () => {
        if (part.value) return h(part.value, attrs, slots)
        return h(WaitPage, { problem: failed.value ? 'error.NETWORK_AWAY' : undefined, onRetry: fetch })
      }
    },
  }
}
