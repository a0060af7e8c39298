import { t, type Key } from './t'

// Browsers on phones have no Khmer dates or relative times, so these are ours. Digits are Latin.

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** "2 minutes ago". Seconds go in steps of ten: a number that changes all the time is not read. */
export function ago(ageMs: number): string {
  if (ageMs < 10 * SECOND) return t('time.now')
  if (ageMs < MINUTE) return t('time.seconds', { n: Math.floor(ageMs / (10 * SECOND)) * 10 })
  if (ageMs < HOUR) return counted('time.minute', 'time.minutes', ageMs / MINUTE)
  if (ageMs < DAY) return counted('time.hour', 'time.hours', ageMs / HOUR)
  return counted('time.day', 'time.days', ageMs / DAY)
}

/** "2 minutes", never less than it lasts. Its words come with the pages that say it. */
export function lasting(seconds: number): string {
  if (seconds <= 60) return t('time.lastingSeconds', { n: Math.ceil(seconds / 10) * 10 })
  return t('time.lastingMinutes', { n: Math.ceil(seconds / 60) })
}

function counted(one: Key, many: Key, amount: number): string {
  const n = Math.floor(amount)
  return t(n === 1 ? one : many, { n })
}

interface Local {
  year: number
  month: number
  day: number
  hour: number
  minute: number
}

/** Wall-clock time on the farm, whatever the phone's time zone says. */
function local(instantMs: number, timeZone: string): Local {
  const parts: Partial<Record<string, number>> = {}
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  for (const { type, value } of format.formatToParts(instantMs)) parts[type] = Number(value)
  return parts as unknown as Local
}

/** "14:05", in Khmer with the part of the day; with day and month when it is not today. */
export function clock(instantMs: number, nowMs: number, timeZone: string): string {
  const at = local(instantMs, timeZone)
  const today = local(nowMs, timeZone)
  const minute = String(at.minute).padStart(2, '0')
  const time = t('time.clock', { time: `${at.hour}:${minute}`, part: t(partOfDay(at.hour)) }).trim()
  if (at.year === today.year && at.month === today.month && at.day === today.day) return time
  return t('time.dayAndClock', { day: at.day, month: t('time.months').split(' ')[at.month - 1]!, time })
}

function partOfDay(hour: number): Key {
  if (hour < 4 || hour >= 20) return 'time.night'
  if (hour < 11) return 'time.morning'
  if (hour < 13) return 'time.noon'
  return hour < 17 ? 'time.afternoon' : 'time.evening'
}
