/** What the server says, as far as these screens read it. Instants are ISO-8601 texts, UTC. */

export type ActuatorKind = 'pump' | 'feeder' | 'light' | 'fan' | 'heater' | 'conveyor' | 'siren'
export type SensorKind = 'dht22' | 'water_level' | 'scale' | 'motion' | 'flow'
export type DeviceState = 'on' | 'off' | 'error' | 'unknown'
export type SwitchAction = 'on' | 'off'

export type CommandStatus =
  | 'queued'
  | 'sent'
  | 'executing'
  | 'completed'
  | 'failed'
  | 'timeout'
  | 'cancelled'
  | 'expired'

export interface Reading {
  metric: string
  value: number
  /** UCUM or SenML code, for example `Cel`, `%RH`, `%`. */
  unit: string
  quality: 'good' | 'estimated' | 'bad'
  timestamp: string
}

export interface PendingCommand {
  command_id: string
  action: string
  state: CommandStatus
  requested_at: string
}

export interface Device {
  id: string
  farm_id: string
  coop_id: string
  coop_name: string
  node_id: string
  name: string
  kind: ActuatorKind | SensorKind
  is_online: boolean
  state: DeviceState
  /** Strength in per cent where the device has one. */
  value: number | null
  state_at: string | null
  triggered_by: string | null
  /** When the device switches itself off, or null. */
  off_at: string | null
  /** An emergency stop holds it: it takes no orders. */
  is_stopped: boolean
  pending_command: PendingCommand | null
  readings: Reading[]
}

/** An emergency stop. */
export interface Stop {
  stop_id: string
  /** Null: the whole farm. */
  coop_id: string | null
  coop_name: string | null
  origin: 'app' | 'button'
  state: 'asked' | 'held' | 'releasing'
  reason: string | null
  by: { id: string; name: string } | null
  since: string
  fans_free: boolean
}

/** Something to look at. */
export interface Alert {
  id: string
  node_name: string | null
  severity: 'info' | 'warning' | 'critical'
  /** Ours is the sentence. */
  message_key: string
  triggered_at: string
  resolved_at: string | null
}

export interface Farm {
  id: string
  name: string
  role: 'owner' | 'manager' | 'viewer'
  timezone: string
  /** Whether the farm's hub answers. */
  is_online: boolean
}

export interface User {
  id: string
  name: string
  email: string | null
  phone: string | null
  language: string | null
}

export interface SignedIn {
  access_token: string
  /** Seconds. */
  expires_in: number
  user: User
  farms: Farm[]
}

export interface DeviceList {
  devices: Device[]
  /** Place in the farm's event stream that this list shows. */
  cursor: number
}

export interface Command {
  command_id: string
  device_id: string
  status: CommandStatus
  device_response: { status: string; error: string | null } | null
}

interface Event<Type extends string, Data> {
  /** 1, 2, 3 ... without gaps. */
  cursor: number
  type: Type
  farm_id: string
  timestamp: string
  data: Data
}

export type DeviceUpdate = Event<
  'device:update',
  {
    device_id: string
    state: DeviceState
    value: number | null
    triggered_by: string | null
    command_id: string | null
    off_at: string | null
    is_online: boolean
    state_at: string
  }
>

export type CommandStatusEvent = Event<
  'device:command-status',
  {
    command_id: string
    device_id: string
    status: CommandStatus
    result: string | null
    error: string | null
    command_type: string
  }
>

export type SensorReading = Event<
  'sensor:reading',
  { device_id: string; timestamp: string; readings: Omit<Reading, 'timestamp'>[] }
>

export type NodePresence = Event<
  'node:presence',
  { node_id: string; is_online: boolean; device_ids: string[] }
>

export type HubPresence = Event<'hub:presence', { is_online: boolean }>

export type EmergencyStopEvent = Event<'farm:emergency-stop', { stops: Stop[] }>

export type SyncState = Event<
  'sync:state',
  { is_in_step: boolean; open_differences: number; compared_at: string }
>

export type AlertEvent = Event<'alert:triggered' | 'alert:resolved', { alert_id: string }>

export type LiveEvent =
  | SyncState
  | EmergencyStopEvent
  | AlertEvent
  | DeviceUpdate
  | CommandStatusEvent
  | SensorReading
  | NodePresence
  | HubPresence

/** Whether what is shown of a farm is what it is; what is read here. */
export interface SyncView {
  is_in_step: boolean
  open_differences: { device_id: string }[]
}

export interface Updates {
  events: LiveEvent[]
  cursor: number
  has_more: boolean
  /** Too much was missed: the whole picture is needed. */
  refresh?: boolean
}
