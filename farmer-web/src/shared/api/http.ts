import { noteServerTime } from '../time/clock'

/** The network did not carry the question or the answer. */
export const NETWORK_AWAY = 'NETWORK_AWAY'

/** The server's answer was a failure, or there was none: then `status` is 0. */
export class ApiError extends Error {
  constructor(
    /** HTTP status, 0 when there was no answer. */
    readonly status: number,
    /** The server's stable code, or {@link NETWORK_AWAY}. */
    readonly code: string,
    /** Which field is wrong, in the server's name for it; else empty. */
    readonly field = '',
    /** How long to wait before the next try, in seconds; 0 when nothing was said. */
    readonly retryAfterS = 0,
  ) {
    super(`${code} (${status})`)
  }
}

export interface HttpOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  body?: unknown
  token?: string
  /** How long to wait for the whole answer, in milliseconds. @default 10000 */
  timeoutMs?: number
}

const BASE = '/api/v1'

/** Asks the server; throws {@link ApiError} for every kind of failure. */
export async function http<Answer>(path: string, options: HttpOptions = {}): Promise<Answer> {
  const { method = 'GET', body, token, timeoutMs = 10_000 } = options
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), timeoutMs)
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (token) headers.Authorization = `Bearer ${token}`
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  try {
    const response = await fetch(BASE + path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: patience.signal,
      cache: 'no-store',
    })
    noteServerTime(response.headers.get('Date'))
    const text = await response.text()
    if (!response.ok) throw refusal(response, text)
    return (text ? JSON.parse(text) : undefined) as Answer
  } catch (failure) {
    // Anything but our own error is the network, or a captive portal that answers with a page of its own.
    throw failure instanceof ApiError ? failure : new ApiError(0, NETWORK_AWAY)
  } finally {
    clearTimeout(timer)
  }
}

function refusal({ status, headers }: Response, text: string): ApiError {
  const wait = Number(headers.get('Retry-After')) || 0
  try {
    const { code, details } = JSON.parse(text).error
    if (typeof code === 'string') return new ApiError(status, code, details?.field, wait)
  } catch {
    // A gateway's own page: only the status speaks.
  }
  const codes: Record<number, string> = { 401: 'UNAUTHORIZED', 429: 'RATE_LIMIT_EXCEEDED' }
  return new ApiError(status, codes[status] ?? (status >= 500 ? 'UNAVAILABLE' : 'INVALID_INPUT'), '', wait)
}
