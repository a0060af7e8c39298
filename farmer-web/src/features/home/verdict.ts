import type { Key } from '../../shared/i18n/t'
import type { LinkState } from '../../shared/live/link'
import { freshness } from './freshness'

/** The one sentence on Home, and how grave it is. */
export interface Verdict {
  kind: 'good' | 'warn' | 'bad' | 'old'
  sentence: Key
}

/**
 * The nearest fault first: a phone without network cannot know of the farm, a farm that is away cannot know of its
 * sensors.
 */
export function verdict(link: LinkState, farmOnline: boolean, oldestMs: number | undefined): Verdict {
  if (link === 'offline') return { kind: 'old', sentence: 'home.phoneAway' }
  if (!farmOnline) return { kind: 'bad', sentence: 'home.farmAway' }
  if (oldestMs !== undefined && freshness(oldestMs) === 'old') {
    return { kind: 'warn', sentence: 'home.sensorsSilent' }
  }
  return { kind: 'good', sentence: 'home.farmWell' }
}
