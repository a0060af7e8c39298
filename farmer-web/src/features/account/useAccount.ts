import { ref } from 'vue'
import { ApiError, http } from '../../shared/api/http'
import type { Farm, SignedIn, User } from '../../shared/api/types'
import { keyOr, rememberedLanguage, speak, type Key } from '../../shared/i18n/t'
import { keep, kept } from '../../shared/kept'

export interface Session {
  token: string
  user: User
  farms: Farm[]
  /** Milliseconds since 1970; the server decides, this only saves a useless first question. */
  endsAt: number
}

const STORE = 'tokkatot.session'
const SIGNED_IN = 'tokkatot.signedIn'
const EARLY_MS = 300_000

/**
 * Who is signed in on this page. Survives a reload here; the cookie that the server keeps brings it back
 * for thirty days after the browser was closed.
 */
export const session = ref<Session | undefined>(restored())

/** Whether the last session ended by itself, so that the sign-in page can say so. */
export const ended = ref(false)

/** Who has a right password and an unproven contact, on the way from signing in to typing the code; never stored. */
export const unproven = ref<{ identifier: string; password: string }>()

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

/** What is known of a session that may go on by its cookie: nothing is waited for, it is asked, or why not yet. */
export const returning = ref<'' | 'asking' | Key>('')

let renewing: Promise<boolean> | undefined

/**
 * Brings a token for the one that is missing or refused, by the cookie. Asks nothing when nobody ever signed in
 * here, and once for all who ask meanwhile. False when that is over, or when the network is away: then `returning` or
 * the session that is kept says so.
 */
export function goOn(): Promise<boolean> {
  return (renewing ??= refresh().finally(() => (renewing = undefined)))
}

async function refresh(): Promise<boolean> {
  if (!session.value && !kept(SIGNED_IN)) return false
  if (!session.value) returning.value = 'asking'
  try {
    const fresh = await withAnswer(() => http<Tokens>('/auth/refresh', { method: 'POST' }))
    const token = fresh.access_token
    const known = session.value
    const user = known?.user ?? (await http<User>('/users/me', { token }))
    const farms = known?.farms ?? (await http<{ farms: Farm[] }>('/farms', { token })).farms
    // Signed out meanwhile: then it stays so.
    if (known && !session.value) return false
    open(fresh, user, farms)
    return true
  } catch (failure) {
    const { status, code } = failure instanceof ApiError ? failure : new ApiError(0, '')
    if (status === 401) over()
    else if (!session.value) returning.value = keyOr(`error.${code}`, 'error.INTERNAL_ERROR')
    return false
  }
}

/** Asks once more at once: an answer that got lost counts for half a minute only. */
async function withAnswer<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask()
  } catch (failure) {
    if (failure instanceof ApiError && failure.status !== 0) throw failure
    return ask()
  }
}

/** The server does not know the cookie either. */
function over() {
  ended.value = Boolean(session.value)
  forget()
}

/** Forgets the session here at once; tells the server if it can be reached. */
export function signOut(everywhere = false): void {
  const token = session.value?.token
  forget()
  const body = { all_devices: everywhere }
  if (token) http('/auth/logout', { method: 'POST', token, body }).catch(() => undefined)
}

/** The farms as they are now, after one was made or joined. */
export async function lookAgain(): Promise<void> {
  if (!session.value) return
  const { farms } = await http<{ farms: Farm[] }>('/farms', { token: session.value.token })
  session.value = { ...session.value, farms }
  store(session.value)
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
  returning.value = ''
  store(session.value)
  keep(SIGNED_IN, '1')
  renewInTime()
}

let timer: ReturnType<typeof setTimeout> | undefined

/** Some minutes before the token ends; a phone that sleeps then hears it from the server's first refusal. */
export function renewInTime(): void {
  clearTimeout(timer)
  if (session.value) timer = setTimeout(() => void goOn(), session.value.endsAt - EARLY_MS - Date.now())
}

function forget() {
  clearTimeout(timer)
  session.value = undefined
  returning.value = ''
  store(undefined)
  keep(SIGNED_IN, null)
}

/** Phone numbers are written with blanks and dashes; the server knows them without. */
export function contact(typed: string): string {
  const text = typed.trim()
  return text.includes('@') ? text : text.replace(/[\s().-]/g, '')
}

function store(value: Session | undefined) {
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
