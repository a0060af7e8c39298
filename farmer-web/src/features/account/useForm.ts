import { computed, nextTick, ref, type Ref } from 'vue'
import { ApiError } from '../../shared/api/http'
import { keyOr, t, type Key } from '../../shared/i18n/t'
import { lasting } from '../../shared/i18n/when'

export interface UseFormReturn {
  busy: Ref<boolean>
  /** What went wrong last, in words; empty when nothing did. */
  problem: Readonly<Ref<string>>
  /** The server's code of it, or an empty text. */
  code: Ref<string>
  /** Whether the field with this id is what is wrong; all are when nobody said which. */
  wrong: (field: string) => boolean
  /** Does the work once at a time; true when it went well. */
  run: (work: () => Promise<unknown>) => Promise<boolean>
  /** Shows a problem of our own, found in that field; nothing was asked. */
  fail: (key: Key, field?: string) => void
}

/** The server's names of fields: ours, and what may be wrong with it. */
const FIELDS: Record<string, [string, Key]> = {
  identifier: ['identifier', 'account.badContact'],
  email: ['identifier', 'account.badContact'],
  phone: ['identifier', 'account.badContact'],
  password: ['password', 'account.shortPassword'],
  code: ['code', 'error.CODE_INVALID'],
}

function wordsFor(code: string, field?: Key): Key {
  if (code === 'INVALID_INPUT' && field) return field
  if (code === 'RATE_LIMIT_EXCEEDED') return 'account.tooOften'
  return keyOr(`error.${code}`, 'error.INTERNAL_ERROR')
}

/** Sending a form: one at a time, failures in words, and the focus where something has to be done. */
export function useForm(): UseFormReturn {
  const busy = ref(false)
  const key = ref<Key>()
  const field = ref('')
  const waitS = ref(0)
  const code = ref('')

  async function run(work: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    key.value = undefined
    code.value = ''
    try {
      await work()
      return true
    } catch (failure) {
      const error = failure instanceof ApiError ? failure : new ApiError(0, '')
      const [ours = '', words] = FIELDS[error.field] ?? []
      fail(wordsFor(error.code, words), ours)
      code.value = error.code
      waitS.value = error.retryAfterS
      return false
    } finally {
      busy.value = false
    }
  }

  function fail(next: Key, where = '') {
    key.value = next
    code.value = ''
    field.value = where
    waitS.value = 0
    const place = where ? `#${where}` : '.account input'
    void nextTick(() => document.querySelector<HTMLElement>(place)?.focus())
  }

  const problem = computed(() => {
    if (!key.value) return ''
    // A server that does not say how long is believed to mean a minute.
    return t(key.value, { wait: lasting(waitS.value || 60) })
  })
  const wrong = (id: string) => Boolean(key.value) && (!field.value || field.value === id)
  return { busy, problem, code, wrong, run, fail }
}
