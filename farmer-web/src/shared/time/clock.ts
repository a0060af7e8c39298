import { ref } from 'vue'

/** How far the server's clock is ahead of this phone's, in milliseconds. Old phones are often wrong. */
let aheadMs = 0

/** Milliseconds since 1970 by the server's clock; moves once a second. */
export const now = ref(Date.now())

/** Learns the server's time from an answer's `Date` header, which has whole seconds. */
export function noteServerTime(date: string | null): void {
  const server = date === null ? NaN : Date.parse(date)
  if (Number.isNaN(server)) return
  const difference = server - Date.now()
  // Below two seconds it is only the header's rounding and the way here.
  aheadMs = Math.abs(difference) < 2_000 ? 0 : difference
  now.value = Date.now() + aheadMs
}

/** Sets the clock going; the answer stops it. */
export function startClock(): () => void {
  const tick = () => (now.value = Date.now() + aheadMs)
  const timer = setInterval(tick, 1_000)
  // A page that slept shows old ages until it ticks.
  document.addEventListener('visibilitychange', tick)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', tick)
  }
}
