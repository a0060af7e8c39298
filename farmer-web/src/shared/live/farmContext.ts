import { inject, provide, type InjectionKey } from 'vue'
import type { UseLiveReturn } from './useLive'

const key: InjectionKey<UseLiveReturn> = Symbol('farm')

/** Gives the farm on screen to all pages below. */
export function provideFarm(live: UseLiveReturn): void {
  provide(key, live)
}

/** The farm on screen. */
export function useFarm(): UseLiveReturn {
  const live = inject(key)
  if (!live) throw new Error('useFarm belongs below FarmShell')
  return live
}
