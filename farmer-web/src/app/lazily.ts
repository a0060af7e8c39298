import { defineAsyncComponent, type Component } from 'vue'
import { learn } from '../shared/i18n/t'

/** A page or part that comes when it is shown for the first time, with its words. */
export function lazily(load: () => Promise<{ default: Component }>): Component {
  return defineAsyncComponent(async () => {
    const [part] = await Promise.all([load(), learn()])
    return part
  })
}
