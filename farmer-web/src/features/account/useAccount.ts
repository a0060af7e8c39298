import { ref } from 'vue'
import { http } from '../../shared/api/http'
import type { Farm, SignedIn, User } from '../../shared/api/types'
import { rememberedLanguage, speak } from '../../shared/i18n/t'

export interface Session {
  token: string
  user: User
  farms: Farm[]
  /** Milliseconds since 1970; the server decides, this only saves a useless first question. */
  endsAt: number
}

const STORE = 'tokkatot.session'

/** Who is signed in on this page. Survives a reload, not the closing of the browser tab. */
export const session = ref<Session | undefined>(restored())

/** Whether the last session ended by itself, so that the sign-in page can say so. */
export const ended = ref(false)

/** Signs in with an e-mail address or phone number; throws ApiError. */
export async function signIn(identifier: string, password: string): Promise<void> {
  const answer = await http<SignedIn>('/auth/login', {
    method: 'POST',
    body: { identifier: contact(identifier), password },
  })
  session.value = {
    token: answer.access_token,
    user: answer.user,
    farms: answer.farms,
    endsAt: Date.now() + answer.expires_in * 1_000,
  }
  ended.value = false
  keep(session.value)
  const { language } = answer.user
  if (!rememberedLanguage() && (language === 'km' || language === 'en')) await speak(language, false)
}

/** Forgets the session here at once; tells the server if it can be reached. */
export function signOut(): void {
  const token = session.value?.token
  forget()
  if (token) http('/auth/logout', { method: 'POST', token }).catch(() => undefined)
}

/** The server no longer knows the session. */
export function sessionEnded(): void {
  if (!session.value) return
  forget()
  ended.value = true
}

function forget() {
  session.value = undefined
  keep(undefined)
}

/** Phone numbers are written with blanks and dashes; the server knows them without. */
export function contact(typed: string): string {
  const text = typed.trim()
  return text.includes('@') ? text : text.replace(/[\s().-]/g, '')
}

function keep(value: Session | undefined) {
  try {
    if (value) sessionStorage.setItem(STORE, JSON.stringify(value))
    else sessionStorage.removeItem(STORE)
  } catch {
    // A browser that keeps nothing asks again after a reload.
  }
}

function restored(): Session | undefined {
  try {
    const kept: Session | null = JSON.parse(sessionStorage.getItem(STORE) ?? 'null')
    return kept && kept.endsAt > Date.now() ? kept : undefined
  } catch {
    return undefined
  }
}
