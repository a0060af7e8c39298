import type { LiveEvent, Updates } from '../api/types'
import { openSocket, type Socket } from './socket'

/** `live` by socket, `slow` by asking every few seconds, `offline` when neither gets answers. */
export type LinkState = 'connecting' | 'live' | 'slow' | 'offline'

export interface LinkOptions {
  farmId: string
  token: () => string
  /** Place in the event stream up to which everything is known already. */
  cursor: number
  /** Asks for events after a cursor; throws when there is no answer. */
  poll: (since: number) => Promise<Updates>
  /** Gets each event once, in order, many at a time. */
  onEvents: (events: LiveEvent[]) => void
  onState: (state: LinkState) => void
  /** Events are missing for good: load the whole picture again, then call {@link Link.restart}. */
  onGap: () => void
  /** The server no longer knows our token: true when there is another one now. */
  renew: () => Promise<boolean>
  /** Pause between polls while the socket is down, in milliseconds. @default 3000 */
  pollMs?: number
  /** Longest pause before the socket is tried again, in milliseconds. @default 2000 */
  maxBackOffMs?: number
  random?: () => number
}

export interface Link {
  /** Goes on after a fresh picture that shows everything up to this cursor. */
  restart(cursor: number): void
  stop(): void
}

/** Keeps one farm fresh: a socket, and polling for as long as the socket is down. */
export function startLink(options: LinkOptions): Link {
  const { pollMs = 3_000, maxBackOffMs = 2_000, random = Math.random } = options
  let cursor = options.cursor
  let state: LinkState = 'connecting'
  let socket: Socket | undefined
  let attempt = 0
  let stopped = false
  let waitingForPicture = false
  let retryTimer: ReturnType<typeof setTimeout> | undefined
  let pollTimer: ReturnType<typeof setTimeout> | undefined
  let polling = false
  let waiting: LiveEvent[] = []
  let flushPlanned = false

  function become(next: LinkState) {
    if (state !== next && !stopped) options.onState((state = next))
  }

  function take(event: LiveEvent, since = event.cursor - 1) {
    if (event.cursor <= cursor || waitingForPicture) return
    if (since > cursor) return lose()
    cursor = event.cursor
    waiting.push(event)
    if (flushPlanned) return
    flushPlanned = true
    // One repaint for a burst of events; a hidden page gets no animation frames.
    if (document.hidden) setTimeout(flush, 1_000)
    else requestAnimationFrame(flush)
  }

  function flush() {
    flushPlanned = false
    const events = waiting
    waiting = []
    if (events.length > 0 && !stopped) options.onEvents(events)
  }

  function lose() {
    if (waitingForPicture) return
    waitingForPicture = true
    waiting = []
    options.onGap()
  }

  function connect() {
    clearTimeout(retryTimer)
    retryTimer = undefined
    if (stopped || socket) return
    const opened = openSocket({
      farmId: options.farmId,
      token: options.token,
      since: () => cursor,
      onSubscribed(refresh) {
        attempt = 0
        clearTimeout(pollTimer)
        become('live')
        if (refresh) lose()
      },
      onEvent: take,
      onClosed(signedOut) {
        if (socket !== opened || stopped) return
        socket = undefined
        if (state === 'live') become('connecting')
        if (signedOut) return void options.renew().then(goOn)
        goOn()
      },
    })
    socket = opened
  }

  function goOn() {
    if (stopped) return
    retryLater()
    void poll()
  }

  function retryLater() {
    const most = document.hidden ? 30_000 : maxBackOffMs
    const pause = Math.min(most, 250 * 2 ** Math.min(attempt++, 10))
    retryTimer = setTimeout(connect, pause * (0.5 + random() / 2))
  }

  async function poll() {
    clearTimeout(pollTimer)
    if (polling || stopped || socket?.subscribed()) return
    polling = true
    try {
      let more = !document.hidden
      while (more && !stopped) {
        const page = await options.poll(cursor)
        page.events.forEach((event) => take(event))
        if (page.refresh) lose()
        more = page.has_more && !waitingForPicture
        // The socket may have opened meanwhile; an answer to an older question must not say "slow" then.
        if (!socket?.subscribed()) become('slow')
      }
    } catch (failure) {
      const refused = (failure as { status?: number }).status === 401
      if (refused && !stopped && (await options.renew())) attempt = 0
      else if (!socket?.subscribed()) become('offline')
    } finally {
      polling = false
    }
    if (!stopped && !socket?.subscribed()) pollTimer = setTimeout(() => void poll(), pollMs)
  }

  /** The page is looked at again, or the phone believes in a network: worth trying at once. */
  function wake() {
    if (stopped || document.hidden) return
    if (socket?.subscribed()) return socket.check()
    attempt = 0
    connect()
    void poll()
  }

  document.addEventListener('visibilitychange', wake)
  window.addEventListener('online', wake)
  connect()
  pollTimer = setTimeout(() => void poll(), pollMs)

  return {
    restart(from) {
      cursor = from
      waitingForPicture = false
      const old = socket
      socket = undefined
      old?.close()
      connect()
    },
    stop() {
      stopped = true
      clearTimeout(retryTimer)
      clearTimeout(pollTimer)
      document.removeEventListener('visibilitychange', wake)
      window.removeEventListener('online', wake)
      socket?.close()
    },
  }
}
