import { inject, provide, ref, type InjectionKey, type Ref } from 'vue'
import { http } from '../../shared/api/http'
import { learn } from '../../shared/i18n/t'
import type { Alert, LiveEvent } from '../../shared/api/types'

export interface UseAlertsOptions {
  farmId: string
  token: () => string
}

export interface UseAlertsReturn {
  /** What is wrong now, the newest first. Empty until the server has said it. */
  alerts: Readonly<Ref<Alert[]>>
  onEvents: (events: LiveEvent[]) => void
  onPicture: () => Promise<void>
}

/** What people of a farm should look at, as the server says it. */
export function createAlerts({ farmId, token }: UseAlertsOptions): UseAlertsReturn {
  const alerts = ref<Alert[]>([])

  async function load() {
    try {
      const all = await http<{ alerts: Alert[] }>(`/farms/${farmId}/alerts`, { token: token() })
      alerts.value = all.alerts.filter((alert) => !alert.resolved_at)
      // The long sentences of seldom alerts are not in the first load.
      if (alerts.value.length) await learn()
    } catch {
      // The next event or the next picture asks again.
    }
  }

  return {
    alerts,
    onEvents(events) {
      if (events.some(({ type }) => type === 'alert:triggered' || type === 'alert:resolved')) void load()
    },
    onPicture: load,
  }
}

const key: InjectionKey<UseAlertsReturn> = Symbol('alerts')

/** Gives the farm's alerts to all pages below. */
export function provideAlerts(alerts: UseAlertsReturn): void {
  provide(key, alerts)
}

/** The alerts of the farm on screen. */
export function useAlerts(): UseAlertsReturn {
  const alerts = inject(key)
  if (!alerts) throw new Error('useAlerts belongs below FarmShell')
  return alerts
}
