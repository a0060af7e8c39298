import { http } from '../../shared/api/http'
import { language } from '../../shared/i18n/t'
import { contact } from './useAccount'

/** The proof that a link in a message carries, or null. It leaves the address, so that nobody finds it there. */
export function tokenOfLink(): string | null {
  const token = new URLSearchParams(location.search).get('token')
  if (token !== null) history.replaceState(null, '', location.pathname)
  return token
}

/** What somebody new tells of themselves. */
export interface Newcomer {
  name: string
  /** E-mail address or phone number, as typed. */
  identifier: string
  password: string
}

/** `{email}` or `{phone}`, as the server wants it. */
export function named(identifier: string): { email: string } | { phone: string } {
  const value = contact(identifier)
  return value.includes('@') ? { email: value } : { phone: value }
}

/** Asks for an account; a code goes to the contact. Asking again sends another one. Throws ApiError. */
export const signUp = ({ name, identifier, password }: Newcomer): Promise<unknown> =>
  post('/auth/signup', {
    ...named(identifier),
    name: name.trim(),
    password,
    language: language.value,
    terms_accepted: true,
  })

/** Proves a contact, by the code that was sent there or by the link's token. Throws ApiError. */
export const verify = (proof: { token: string } | { identifier: string; code: string }): Promise<unknown> =>
  post('/auth/verify', spelled(proof))

/** Has a code sent, if there is such an account; that is not told. Throws ApiError. */
export const forgot = (identifier: string): Promise<unknown> =>
  post('/auth/forgot-password', named(identifier))

/** Sets a new password; all phones have to sign in again. Throws ApiError. */
export const reset = (
  proof: { token: string } | { identifier: string; code: string },
  password: string,
): Promise<unknown> => post('/auth/reset-password', { ...spelled(proof), password })

/** Digits only, Khmer ones too: a phone set to Khmer types them. */
export const digits = (typed: string): string =>
  typed
    .replace(/[\u17e0-\u17e9]/g, (digit) => String(digit.charCodeAt(0) - 0x17e0))
    .replace(/\D/g, '')

function spelled(proof: { token: string } | { identifier: string; code: string }) {
  return 'token' in proof ? proof : { ...named(proof.identifier), code: digits(proof.code) }
}

function post(path: string, body: object): Promise<unknown> {
  return http(path, { method: 'POST', body })
}
