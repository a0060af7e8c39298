import type { LiveEvent } from '../api/types'

export interface SocketOptions {
  farmId: string
  token: () => string
  /** Read when the subscription is sent, so that it is never behind what polling brought. */
  since: () => number
  /** From now on events arrive; or too much was missed for that, and the whole picture is needed. */
  onSubscribed: (refresh: boolean) => void
  /** `since`: it goes on from there, if not from the one before it. */
  onEvent: (event: LiveEvent, since?: number) => void
  /** Called once, however it ended. */
  onClosed: (signedOut: boolean) => void
}

export interface Socket {
  subscribed(): boolean
  /** Makes sure the other end is still there; closes if it is not. */
  check(): void
  close(): void
}

/** The server ends a socket with this code when it does not know the token. */
const BAD_TOKEN = 4401
/** The server calls a client gone after 60 s of silence. */
const PING_MS = 25_000
/** How long an answer may take, to the greeting as to a ping. */
const PATIENCE_MS = 8_000

/** One socket from greeting to end. A phone that changes networks is told nothing, so silence ends it too. */
export function openSocket(options: SocketOptions): Socket {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:'
  const socket = new WebSocket(`${scheme}//${location.host}/ws/v1`)
  let subscribed = false
  let ended = false
  let pings: ReturnType<typeof setInterval> | undefined
  let deadline: ReturnType<typeof setTimeout> | undefined

  const send = (frame: object) => socket.send(JSON.stringify(frame))
  const expectAnswer = () => {
    deadline ??= setTimeout(() => end(false), PATIENCE_MS)
  }
  const answered = () => {
    clearTimeout(deadline)
    deadline = undefined
  }

  function check() {
    if (ended || socket.readyState !== WebSocket.OPEN) return
    send({ type: 'ping' })
    expectAnswer()
  }

  function end(signedOut: boolean) {
    if (ended) return
    ended = true
    subscribed = false
    answered()
    clearInterval(pings)
    // close() on a dead line takes its time; nobody waits for it.
    socket.close()
    options.onClosed(signedOut)
  }

  expectAnswer()
  socket.onopen = () => send({ type: 'auth', token: options.token() })
  socket.onclose = (close) => end(close.code === BAD_TOKEN)
  socket.onmessage = (message) => {
    if (ended) return
    const frame = JSON.parse(message.data as string)
    if (frame.type === 'auth:ok') {
      send({ type: 'farm:subscribe', farm_id: options.farmId, since: options.since() })
      return
    }
    answered()
    if (frame.type === 'farm:subscribed') {
      subscribed = true
      pings = setInterval(check, PING_MS)
      options.onSubscribed(frame.refresh)
    } else if (frame.type === 'error') {
      end(frame.code === 'UNAUTHORIZED' || frame.code === 'TOKEN_INVALID')
    } else if (frame.type === 'events') {
      frame.events.forEach((event: LiveEvent) => options.onEvent(event, frame.since))
    } else if (typeof frame.cursor === 'number') {
      options.onEvent(frame)
    }
  }

  return { subscribed: () => subscribed, check, close: () => end(false) }
}
