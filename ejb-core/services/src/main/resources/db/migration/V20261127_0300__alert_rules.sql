-- When a reading is an alert: ours for every farm (without one), and what farms say instead; and which devices stand
-- beyond a limit just now.

create table alert_rule (
  id uuid primary key,
  farm_id uuid references farm,
  coop_id uuid references coop,
  device_id uuid references device,
  metric text not null,
  side text not null check (side in ('high', 'low')),
  -- Added to what the flock's curve wants, instead of a reading.
  from_target boolean not null,
  value double precision not null,
  margin double precision,
  severity text not null check (severity in ('info', 'warning', 'critical')),
  from_day int,
  to_day int,
  delay_s int not null,
  suppressed_until timestamptz,
  is_enabled boolean not null,
  created_at timestamptz not null,
  check (farm_id is not null or coalesce(coop_id, device_id) is null),
  check (coop_id is null or device_id is null)
);
create index alert_rule_farm on alert_rule (farm_id);
create index alert_rule_coop on alert_rule (coop_id);
create index alert_rule_device on alert_rule (device_id);

-- Only who is beyond: no row is well.
create table alert_watch (
  device_id uuid not null references device,
  rule_id uuid not null references alert_rule on delete cascade,
  beyond_since timestamptz not null,
  is_raised boolean not null,
  at timestamptz not null,
  primary key (device_id, rule_id)
);
create index alert_watch_rule on alert_watch (rule_id);

alter table alert
  add column coop_id uuid references coop,
  add column metric text,
  add column threshold_value double precision,
  add column actual_value double precision,
  add column acknowledged_by uuid,
  add column acknowledged_at timestamptz;
create index alert_coop on alert (coop_id);
-- All sensors of a coop are one alert.
create unique index alert_limit_open
  on alert (farm_id, type, coalesce(coop_id, device_id)) where resolved_at is null and metric is not null;

-- Ours. Chicks: the curve, 2 and 4 Cel to either side. Birds over four weeks: 32, 35 Cel, and cold by the curve. Where
-- nobody said which birds there are: 35, 38 Cel. Water: requirements.md 9.
insert into alert_rule (id, metric, side, from_target, value, severity, from_day, to_day, delay_s, is_enabled, created_at)
values
  ('01990000-0000-7000-8000-000000000001', 'temperature', 'high', false, 35, 'warning', null, null, 60, true, now()),
  ('01990000-0000-7000-8000-000000000002', 'temperature', 'high', false, 38, 'critical', null, null, 0, true, now()),
  ('01990000-0000-7000-8000-000000000003', 'temperature', 'high', true, 2, 'warning', 0, 28, 600, true, now()),
  ('01990000-0000-7000-8000-000000000004', 'temperature', 'high', true, 4, 'critical', 0, 28, 60, true, now()),
  ('01990000-0000-7000-8000-000000000005', 'temperature', 'high', false, 32, 'warning', 28, null, 600, true, now()),
  ('01990000-0000-7000-8000-000000000006', 'temperature', 'high', false, 35, 'critical', 28, null, 60, true, now()),
  ('01990000-0000-7000-8000-000000000007', 'temperature', 'low', true, -2, 'warning', 0, null, 600, true, now()),
  ('01990000-0000-7000-8000-000000000008', 'temperature', 'low', true, -4, 'critical', 0, null, 60, true, now()),
  ('01990000-0000-7000-8000-000000000009', 'humidity', 'low', false, 40, 'warning', 0, null, 1800, true, now()),
  ('01990000-0000-7000-8000-00000000000a', 'water_level', 'low', false, 30, 'warning', null, null, 60, true, now()),
  ('01990000-0000-7000-8000-00000000000b', 'water_level', 'low', false, 20, 'critical', null, null, 60, true, now());
