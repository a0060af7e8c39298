import { nextTick, ref, type Ref } from 'vue'
import { ApiError } from '../../shared/api/http'
import { keyOr, type Key } from '../../shared/i18n/t'

export interface UseFormReturn {
  busy: Ref<boolean>
  /** What went wrong last, in words that are there in every language. */
  problem: Ref<Key | undefined>
  /** The server's code of it, or an empty text. */
  code: Ref<string>
  /** Does the work once at a time; true when it went well. */
  run: (work: () => Promise<unknown>) => Promise<boolean>
  /** Shows a problem of our own; nothing was asked. */
  fail: (key: Key) => void
}

/** Sending a form: one at a time, failures in words, and the focus where they are read. */
export function useForm(): UseFormReturn {
  const busy = ref(false)
  const problem = ref<Key>()
  const code = ref('')

  async function run(work: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    problem.value = undefined
    code.value = ''
    try {
      await work()
      return true
    } catch (failure) {
      code.value = failure instanceof ApiError ? failure.code : ''
      fail(keyOr(`error.${code.value}`, 'error.INTERNAL_ERROR'))
      return false
    } finally {
      busy.value = false
    }
  }

  function fail(key: Key) {
    problem.value = key
    void nextTick(() => document.querySelector<HTMLElement>('.account input')?.focus())
  }

  return { busy, problem, code, run, fail }
}
