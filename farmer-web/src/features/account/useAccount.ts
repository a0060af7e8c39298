import { ref } from 'vue'
import { ApiError, http } from '../../shared/api/http'
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
const SIGNED_IN = 'tokkatot.signedIn'

/**
 * Who is signed in on this page. Survives a reload here; the cookie that the server keeps brings it back
 * for thirty days after the browser was closed.
 */
export const session = ref<Session | undefined>(restored())

/** Whether the last session ended by itself, so that the sign-in page can say so. */
export const ended = ref(false)

/** Signs in with an e-mail address or phone number; throws ApiError. */
export async function signIn(identifier: string, password: string): Promise<void> {
  const answer = await http<SignedIn>('/auth/login', {
    method: 'POST',
    body: { identifier: contact(identifier), password, refresh: 'cookie' },
  })
  open(answer, answer.user, answer.farms)
  const { language } = answer.user
  if (!rememberedLanguage() && (language === 'km' || language === 'en')) await speak(language, false)
}

/**
 * Goes on where this phone was signed in earlier, by the cookie; false when that is over. Asks nothing when
 * nobody ever signed in here.
 */
export async function goOn(): Promise<boolean> {
  if (!remembered()) return false
  try {
    const fresh = await http<Tokens>('/auth/refresh', { method: 'POST' })
    const token = fresh.access_token
    const user = await http<User>('/users/me', { token })
    const { farms } = await http<{ farms: Farm[] }>('/farms', { token })
    open(fresh, user, farms)
    return true
  } catch (failure) {
    if (failure instanceof ApiError && failure.status === 401) remember(false)
    return false
  }
}

/** Forgets the session here at once; tells the server if it can be reached. */
export function signOut(everywhere = false): void {
  const token = session.value?.token
  forget()
  remember(false)
  const body = { all_devices: everywhere }
  if (token) http('/auth/logout', { method: 'POST', token, body }).catch(() => undefined)
}

/** The token no longer counts: the cookie brings another one, or the person signs in again. */
export async function sessionEnded(): Promise<void> {
  if (!session.value) return
  const { token } = session.value
  if ((await goOn()) || session.value?.token !== token) return
  forget()
  ended.value = true
}

/** The farms as they are now, after one was made or joined. */
export async function lookAgain(): Promise<void> {
  if (!session.value) return
  const { farms } = await http<{ farms: Farm[] }>('/farms', { token: session.value.token })
  session.value = { ...session.value, farms }
  keep(session.value)
}

interface Tokens {
  access_token: string
  expires_in: number
}

function open(tokens: Tokens, user: User, farms: Farm[]) {
  session.value = {
    token: tokens.access_token,
    user,
    farms,
    endsAt: Date.now() + tokens.expires_in * 1_000,
  }
  ended.value = false
  keep(session.value)
  remember(true)
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

function remember(signedIn: boolean) {
  try {
    if (signedIn) localStorage.setItem(SIGNED_IN, '1')
    else localStorage.removeItem(SIGNED_IN)
  } catch {
    // A browser that keeps nothing asks for the password each time.
  }
}

function remembered(): boolean {
  try {
    return localStorage.getItem(SIGNED_IN) === '1'
  } catch {
    return false
  }
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
