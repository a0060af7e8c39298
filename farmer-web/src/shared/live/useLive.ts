import { onScopeDispose, reactive, ref, shallowRef, type Ref } from 'vue'
import { ApiError, http, NETWORK_AWAY } from '../api/http'
import type { DeviceList, Farm, LiveEvent, Updates } from '../api/types'
import { apply, type FarmPicture } from './farmPicture'
import { startLink, type Link, type LinkState } from './link'

export interface UseLiveOptions {
  farm: Farm
  token: () => string
  /** Hears every event after the picture shows it. */
  onEvents?: (events: LiveEvent[]) => void
  /** Hears that the whole picture was loaded, first or again. */
  onPicture?: (picture: FarmPicture) => void
  /** The server no longer knows our token: true when there is another one now. */
  renew: () => Promise<boolean>
}

export interface UseLiveReturn {
  /** Empty until the first answer. */
  picture: Readonly<Ref<FarmPicture | undefined>>
  link: Readonly<Ref<LinkState>>
  /** Why there is no picture, a code of the server's or our own; empty when there is nothing wrong. */
  problem: Readonly<Ref<string>>
  /** Loads the whole picture again. */
  reload: () => void
}

/** Loading again after a failure, in milliseconds. */
const RELOAD_MS = 3_000

/** Loads one farm and keeps it fresh. Ends with the scope. */
export function useLive(options: UseLiveOptions): UseLiveReturn {
  const { farm, token, renew } = options
  const path = `/farms/${farm.id}`
  const picture = shallowRef<FarmPicture>()
  const link = ref<LinkState>('connecting')
  const problem = ref('')
  let running: Link | undefined
  let stopped = false
  let loading = false
  let reloadTimer: ReturnType<typeof setTimeout> | undefined

  async function load() {
    clearTimeout(reloadTimer)
    if (loading || stopped) return
    loading = true
    try {
      // In this order: what happens between the two answers comes as an event after the list's cursor.
      const list = await http<DeviceList>(`${path}/devices`, { token: token() })
      const farms = await http<{ farms: Farm[] }>('/farms', { token: token() })
      if (stopped) return
      const current = farms.farms.find(({ id }) => id === farm.id) ?? farm
      picture.value = reactive({ farm: { ...current }, devices: list.devices })
      problem.value = ''
      options.onPicture?.(picture.value)
      follow(list.cursor)
    } catch (failure) {
      if (!stopped) await failed(failure)
    } finally {
      loading = false
    }
  }

  async function failed(failure: unknown) {
    let code = failure instanceof ApiError ? failure.code : 'INTERNAL_ERROR'
    let pause = RELOAD_MS
    if (failure instanceof ApiError && failure.status === 401) {
      if (await renew()) pause = 0
      code = NETWORK_AWAY
      if (stopped) return
    }
    if (pause > 0) {
      problem.value = code
      if (!running) link.value = 'offline'
    }
    reloadTimer = setTimeout(() => void load(), pause)
  }

  function follow(cursor: number) {
    if (running) return running.restart(cursor)
    running = startLink({
      farmId: farm.id,
      token,
      cursor,
      poll: (since) => http<Updates>(`${path}/updates?since=${since}`, { token: token(), timeoutMs: 8_000 }),
      onEvents(events) {
        for (const event of events) apply(picture.value!, event)
        options.onEvents?.(events)
      },
      onState: (state) => (link.value = state),
      onGap: () => void load(),
      renew,
    })
  }

  void load()
  onScopeDispose(() => {
    stopped = true
    clearTimeout(reloadTimer)
    running?.stop()
  })
  return { picture, link, problem, reload: () => void load() }
}
