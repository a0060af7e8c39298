import { afterEach, expect, test, vi } from 'vitest'
import { http } from './http'

function answers(status: number, body: string) {
  vi.stubGlobal('fetch', vi.fn(async () => new Response(status === 204 ? null : body, { status })))
}

afterEach(() => vi.unstubAllGlobals())

test('the server’s code comes through', async () => {
  answers(401, '{"error":{"code":"INVALID_CREDENTIALS"}}')
  await expect(http('/x')).rejects.toMatchObject({ status: 401, code: 'INVALID_CREDENTIALS' })
})

test('a gateway’s own error page is the service being away', async () => {
  answers(502, '<html>Bad gateway</html>')
  await expect(http('/x')).rejects.toMatchObject({ status: 502, code: 'UNAVAILABLE' })
})

test('a page where an answer should be is a network that needs a sign-in of its own', async () => {
  answers(200, '<html>Welcome to our Wi-Fi</html>')
  await expect(http('/x')).rejects.toMatchObject({ status: 0, code: 'NETWORK_AWAY' })
})

test('no answer is the network being away', async () => {
  vi.stubGlobal('fetch', vi.fn().mockRejectedValue(new TypeError('Failed to fetch')))
  await expect(http('/x')).rejects.toMatchObject({ status: 0, code: 'NETWORK_AWAY' })
})

test('an answer without a body is nothing', async () => {
  answers(204, '')
  await expect(http('/x')).resolves.toBeUndefined()
})

test('a server that never answers is given up', async () => {
  vi.useFakeTimers()
  vi.stubGlobal('fetch', (_url: string, { signal }: RequestInit) =>
    new Promise((_, reject) => signal!.addEventListener('abort', () => reject(new Error('aborted')))),
  )
  const asked = expect(http('/x', { timeoutMs: 500 })).rejects.toMatchObject({ code: 'NETWORK_AWAY' })
  await vi.advanceTimersByTimeAsync(500)
  await asked
  vi.useRealTimers()
})
