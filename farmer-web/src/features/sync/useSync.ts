import { ref, type Ref } from 'vue'
import { ApiError, http } from '../../shared/api/http'
import type { LiveEvent, SyncView } from '../../shared/api/types'

export interface UseSyncOptions {
  farmId: string
  token: () => string
  /** The server no longer knows our token: true when there is another one now. */
  renew: () => Promise<boolean>
}

export interface UseSyncReturn {
  /** How many devices were not what we had shown; each is corrected, and stays counted until both sides agree. */
  differences: Readonly<Ref<number>>
  busy: Readonly<Ref<boolean>>
  /** Why the hub could not be asked, a code; else empty. */
  problem: Readonly<Ref<string>>
  /** Has the hub say at once how the farm is. What comes of it comes as an event. */
  syncNow: () => Promise<void>
  onEvents: (events: LiveEvent[]) => void
  onPicture: () => Promise<void>
}

/** Whether what is shown is what is: the server compares, this only tells. */
export function createSync({ farmId, token, renew }: UseSyncOptions): UseSyncReturn {
  const path = `/farms/${farmId}/sync`
  const differences = ref(0)
  const busy = ref(false)
  const problem = ref('')

  async function ask(again: boolean): Promise<void> {
    busy.value = true
    problem.value = ''
    try {
      await http(path, { method: 'POST', token: token(), timeoutMs: 6_000 })
    } catch (failure) {
      const { status, code } = failure instanceof ApiError ? failure : new ApiError(0, 'INTERNAL_ERROR')
      if (status === 401 && again && (await renew())) return await ask(false)
      problem.value = code
    } finally {
      busy.value = false
    }
  }

  return {
    differences,
    busy,
    problem,
    syncNow: () => ask(true),
    onEvents(events) {
      for (const event of events) {
        if (event.type === 'sync:state') differences.value = event.data.open_differences
      }
    },
    async onPicture() {
      try {
        differences.value = (await http<SyncView>(path, { token: token() })).open_differences.length
      } catch {
        // The next event or the next picture says it again.
      }
    },
  }
}
