import { inject, provide, ref, type InjectionKey, type Ref } from 'vue'
import { ApiError, http } from '../../shared/api/http'
import type { LiveEvent, Stop } from '../../shared/api/types'

export interface UseStopsOptions {
  farmId: string
  token: () => string
  /** The server no longer knows our token: true when there is another one now. */
  renew: () => Promise<boolean>
}

export interface UseStopsReturn {
  /** All that hold or are asked for, the oldest first. */
  stops: Readonly<Ref<Stop[]>>
  /** Something was asked and is not answered yet. */
  busy: Readonly<Ref<boolean>>
  /** Why the last thing asked was not taken, a code; else empty. */
  problem: Readonly<Ref<string>>
  /** Stops the whole farm. True when the server has it. */
  stop: () => Promise<boolean>
  release: (stop: Stop) => Promise<boolean>
  /** True when what is stopped has changed, so that the devices have too. */
  onEvents: (events: LiveEvent[]) => boolean
  onPicture: () => Promise<void>
}

/** The farm's emergency stops: what the server says holds, and the two things one can ask. */
export function createStops({ farmId, token, renew }: UseStopsOptions): UseStopsReturn {
  const path = `/farms/${farmId}/emergency-stop`
  const stops = ref<Stop[]>([])
  const busy = ref(false)
  const problem = ref('')

  async function send(method: 'POST' | 'DELETE', query = '', again = true): Promise<boolean> {
    busy.value = true
    problem.value = ''
    try {
      const body = method === 'POST' ? {} : undefined
      await http(path + query, { method, body, token: token(), timeoutMs: 6_000 })
      await load()
      return true
    } catch (failure) {
      const { status, code } = failure instanceof ApiError ? failure : new ApiError(0, 'INTERNAL_ERROR')
      if (status === 401 && again && (await renew())) return send(method, query, false)
      problem.value = code
      return false
    } finally {
      busy.value = false
    }
  }

  async function load() {
    try {
      stops.value = (await http<{ stops: Stop[] }>(path, { token: token() })).stops
    } catch {
      // The next event or the next picture says it again.
    }
  }

  return {
    stops,
    busy,
    problem,
    stop: () => send('POST'),
    release: (stop) => send('DELETE', stop.coop_id ? `?coop_id=${stop.coop_id}` : ''),
    onEvents(events) {
      const told = events.filter((event) => event.type === 'farm:emergency-stop')
      const newest = told[told.length - 1]
      if (newest) stops.value = newest.data.stops
      return told.length > 0
    },
    onPicture: load,
  }
}

const key: InjectionKey<UseStopsReturn> = Symbol('stops')

/** Gives the farm's stops to all pages below. */
export function provideStops(stops: UseStopsReturn): void {
  provide(key, stops)
}

/** The stops of the farm on screen. */
export function useStops(): UseStopsReturn {
  const stops = inject(key)
  if (!stops) throw new Error('useStops belongs below FarmShell')
  return stops
}
