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

const ORDER = ['temperature', 'humidity', 'water_level']

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

/** The newest instant at which any sensor spoke, in milliseconds since 1970, or undefined. */
export function newestReading(readings: CoopReading[]): number | undefined {
  const times = readings.map(({ reading }) => Date.parse(reading.timestamp))
  return times.length > 0 ? Math.max(...times) : undefined
}
