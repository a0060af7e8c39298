import { onMounted, ref, watch } from 'vue'
import { http } from '../../shared/api/http'
import { language } from '../../shared/i18n/t'
import { keep, kept } from '../../shared/kept'
import { chosenLook, LOOK, show, USUAL, type Look } from '../../shared/ui/look'
import { lookAgain, session } from './useAccount'

interface Settings {
  values: Look & { home_farm: string | null }
}

/** The look on screen. */
export const look = ref(chosenLook())

/** Changes it at once and keeps it on this phone. */
export function wear(next: Partial<Look>): void {
  look.value = { ...look.value, ...next }
  const text = JSON.stringify(look.value)
  keep(LOOK, text === JSON.stringify(USUAL) ? null : text)
  show(look.value)
}

const PATH = '/users/me/preferences'
const UNSENT = 'tokkatot.look.unsent'

export type Saved = 'account' | 'phone'

/**
 * The look of the page and the home farm, kept in the account, so that each of a person's phones has them. What is
 * chosen counts at once and on this phone; without a network the account hears of it the next time.
 */
export function usePreferences() {
  const home = ref<string | null>(null)
  const saved = ref<Saved>()

  async function send(body: object, path = PATH) {
    return http<Settings>(path, { method: 'PUT', token: session.value?.token, body })
  }

  async function load() {
    try {
      if (kept(UNSENT)) await save({ ...look.value })
      const { values } = await http<Settings>(PATH, { token: session.value?.token })
      home.value = values.home_farm
      const { text_size, theme, motion } = values
      if (!kept(UNSENT)) wear({ text_size, theme, motion })
    } catch {
      // What this phone has counts.
    }
  }

  async function save(change: Partial<Look>) {
    keep(UNSENT, '1')
    try {
      await send(change)
      keep(UNSENT, null)
      saved.value = 'account'
    } catch {
      saved.value = 'phone'
    }
  }

  /** Changes the look, here at once and in the account. */
  function choose(change: Partial<Look>) {
    wear(change)
    return save(change)
  }

  /** The farm that opens first; without a network nothing changes. */
  async function liveOn(farm: string) {
    try {
      home.value = (await send({ home_farm: farm })).values.home_farm
      await lookAgain()
      saved.value = 'account'
    } catch {
      saved.value = undefined
    }
  }

  // Letters and calls speak it too.
  watch(language, (next) => void send({ language: next }, '/users/me').catch(() => undefined))
  onMounted(load)
  return { home, saved, choose, liveOn }
}
