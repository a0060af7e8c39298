/** Stands in for the browser's WebSocket; the test plays the server. */
export class FakeSocket {
  static readonly OPEN = 1
  static all: FakeSocket[] = []
  static get newest(): FakeSocket {
    return FakeSocket.all[FakeSocket.all.length - 1]!
  }

  readyState = 0
  sent: { type: string; since?: number }[] = []
  onopen?: () => void
  onclose?: (close: { code: number }) => void
  onmessage?: (message: { data: string }) => void

  constructor() {
    FakeSocket.all.push(this)
  }

  send(text: string) {
    this.sent.push(JSON.parse(text))
  }

  close() {
    this.readyState = 3
  }

  /** The server opens, greets and subscribes. */
  subscribe(newest: number, refresh = false) {
    this.readyState = 1
    this.onopen?.()
    this.says({ type: 'auth:ok' })
    this.says({ type: 'farm:subscribed', cursor: newest, refresh })
  }

  says(frame: object) {
    this.onmessage?.({ data: JSON.stringify(frame) })
  }

  breaks(code = 1006) {
    this.readyState = 3
    this.onclose?.({ code })
  }
}
