import type { Device, Reading } from '../../shared/api/types'

/** Sensors report every half minute. Source: wire.md, Payloads. */
const INTERVAL_MS = 30_000

/** `fresh`, `late` beyond twice the reporting interval, `old` beyond ten times. */
export type Freshness = 'fresh' | 'late' | 'old'

export function freshness(ageMs: number): Freshness {
  if (ageMs <= 2 * INTERVAL_MS) return 'fresh'
  return ageMs <= 10 * INTERVAL_MS ? 'late' : 'old'
}

export interface CoopReading {
  /** Where it was measured, and which sensor if the coop has several of the kind. */
  key: string
  coop: string
  sensor: string
  reading: Reading
}

const ORDER = ['temperature', 'humidity', 'water_level', 'weight', 'volume']

/** What Home shows: coop by coop, temperature before humidity before water. */
export function coopReadings(devices: Device[]): CoopReading[] {
  const found = devices.flatMap((device) =>
    device.readings
      .filter(({ metric }) => ORDER.includes(metric))
      .map((reading) => ({
        key: device.id + reading.metric,
        coop: device.coop_name,
        sensor: device.name,
        reading,
      })),
  )
  const rank = ({ reading }: CoopReading) => ORDER.indexOf(reading.metric)
  return found.sort((a, b) => a.coop.localeCompare(b.coop) || rank(a) - rank(b))
}

/** How long ago the first and the last of these spoke, in milliseconds; undefined when there are none. */
export function ages(readings: CoopReading[], nowMs: number): { newest: number; oldest: number } | undefined {
  if (readings.length === 0) return undefined
  const all = readings.map(({ reading }) => Math.max(0, nowMs - Date.parse(reading.timestamp)))
  return { newest: Math.min(...all), oldest: Math.max(...all) }
}
