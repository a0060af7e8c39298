-- What people want to happen, version by version; and what was expected of hubs, and came of it.

create table schedule (
  id uuid primary key,
  farm_id uuid not null references farm,
  -- As the newest version says, to be found by.
  name text not null,
  kind text not null,
  priority int not null,
  is_enabled boolean not null,
  version bigint not null,
  created_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  -- Executions are written down up to here; the first one behind it is due; null: none comes by the clock.
  planned_to timestamptz not null,
  due_at timestamptz
);
create index schedule_farm on schedule (farm_id, created_at) where deleted_at is null;
-- What the planner looks at.
create index schedule_due on schedule (due_at) where deleted_at is null and is_enabled;

-- Nothing changes a version any more; going back to one makes the next.
create table schedule_version (
  schedule_id uuid not null references schedule,
  version bigint not null,
  name text not null,
  is_enabled boolean not null,
  definition jsonb not null,
  action text not null check (action in ('created', 'changed', 'rolled_back', 'deleted')),
  changed_by uuid not null,
  changed_at timestamptz not null,
  reason text,
  primary key (schedule_id, version)
);

-- Whom the newest version is about.
create table schedule_target (
  schedule_id uuid not null references schedule,
  device_id uuid not null references device,
  offset_s int not null,
  primary key (schedule_id, device_id)
);
create index schedule_target_device on schedule_target (device_id);

-- What came of it altogether; apart, so that whoever counts does not wait for whoever plans.
create table schedule_done (
  schedule_id uuid primary key references schedule,
  done bigint not null,
  last_at timestamptz not null
);

create table schedule_execution (
  -- Follows from schedule, device and planned instant: cloud and hub make the same one.
  id uuid primary key,
  schedule_id uuid not null references schedule,
  farm_id uuid not null references farm,
  device_id uuid not null references device,
  version bigint not null,
  -- By the schedule, or because somebody wanted it now.
  origin text not null check (origin in ('schedule', 'manual')),
  planned_at timestamptz not null,
  state text not null check (state in ('pending', 'executed', 'failed', 'skipped', 'unsure')),
  -- Why it was not executed.
  reason text,
  actual_at timestamptz,
  -- What was asked; null: nothing was.
  value int,
  duration_ms bigint,
  attempts int not null default 0,
  command_id uuid,
  -- The hub says again what it knows better; the larger one is right. 0: it has said nothing.
  revision bigint not null default 0,
  clock_held boolean not null default false,
  -- Nobody had said anything 30 s after the instant; stays when somebody does later.
  overdue_at timestamptz,
  recorded_at timestamptz not null
);
create index schedule_execution_schedule on schedule_execution (schedule_id, planned_at desc);
create index schedule_execution_device on schedule_execution (device_id, planned_at desc);
create index schedule_execution_farm on schedule_execution (farm_id, planned_at desc);
-- What the watcher looks at; stays small, because what is answered leaves it.
create index schedule_execution_open on schedule_execution (planned_at)
  where state = 'pending' and overdue_at is null;
create index schedule_execution_asked on schedule_execution (planned_at)
  where origin = 'manual' and state in ('pending', 'failed');

alter table alert add column schedule_id uuid references schedule, add column reason text;
drop index alert_open;
create unique index alert_open
  on alert (farm_id, type, coalesce(device_id, node_id, farm_id), coalesce(schedule_id, farm_id))
  where resolved_at is null;
create index alert_schedule on alert (schedule_id);
