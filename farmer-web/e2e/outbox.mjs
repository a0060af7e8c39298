// The messages that a stack on this machine would have sent.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const PATIENCE_MS = 10_000
const PAUSE_MS = 50

/** Waits for the newest message to that address or number (as the server spells it) for that purpose. */
export async function letterTo(status, to, purpose) {
  const outbox = join(dirname(status.credentials), 'outbox')
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; ) {
    const newest = readdirSync(outbox)
      .filter((file) => file.endsWith('.json'))
      .sort()
      .map((file) => JSON.parse(readFileSync(join(outbox, file), 'utf8')))
      .filter((letter) => letter.to === to && letter.purpose === purpose)
      .pop()
    if (newest) return newest
    await new Promise((done) => setTimeout(done, PAUSE_MS))
  }
  throw new Error(`no message (${purpose}) came for ${to}`)
}
