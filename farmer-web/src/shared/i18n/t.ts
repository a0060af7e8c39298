import { ref, shallowRef } from 'vue'
import type accountKm from '../../../locales/account.km.json'
import km from '../../../locales/km.json'
import { keep, kept } from '../kept'

export type Language = 'km' | 'en'
export type Key = keyof typeof km | keyof typeof accountKm
type Words = Record<string, string>

const STORE = 'tokkatot.language'

/** The language on screen. Khmer is in the first load; English comes when it is asked for. */
export const language = ref<Language>('km')
const words = shallowRef<Words>(km)
// Words of pages that come when they are asked for; these come with them.
const late: Record<Language, () => Promise<{ default: Words }>> = {
  km: () => import('../../../locales/account.km.json'),
  en: () => import('../../../locales/account.en.json'),
}
let learned = false

/** Fetches the words of the seldom needed pages, in the language on screen and whatever comes after. */
export async function learn(): Promise<void> {
  learned = true
  words.value = { ...words.value, ...(await late[language.value]()).default }
}

/** The words for a key, with `{name}` replaced by the values given. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  return (words.value[key] ?? key).replace(/\{(\w+)\}/g, (hole, name: string) =>
    name in values ? String(values[name]) : hole,
  )
}

/** The key if there are words for it, else the other one. For keys made from the server's codes. */
export function keyOr(key: string, otherwise: Key): Key {
  return key in words.value ? (key as Key) : otherwise
}

/** Changes the language at once. Keeps it on this phone when a person chose it. */
export async function speak(next: Language, chosen = true): Promise<void> {
  const chief: Words = next === 'en' ? (await import('../../../locales/en.json')).default : km
  words.value = learned ? { ...chief, ...(await late[next]()).default } : chief
  language.value = next
  document.documentElement.lang = next
  if (chosen) keep(STORE, next)
}

/** The language chosen on this phone earlier, if any. */
export function rememberedLanguage(): Language | undefined {
  const language = kept(STORE)
  return language === 'km' || language === 'en' ? language : undefined
}
