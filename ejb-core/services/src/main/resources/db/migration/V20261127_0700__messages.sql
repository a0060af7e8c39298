-- Messages: what a member is told, and whether he has read it. What it says is the alert's own: codes and numbers,
-- no sentences. Visible for 90 days, kept for two years.
create table message (
  id uuid primary key,
  account_id uuid not null references account,
  farm_id uuid not null references farm,
  alert_id uuid not null references alert,
  severity text not null check (severity in ('urgent', 'important', 'info')),
  -- Came while the member wanted quiet: there, but no phone makes a sound.
  is_silent boolean not null,
  created_at timestamptz not null,
  read_at timestamptz,
  deleted_at timestamptz,
  unique (account_id, alert_id)
);
create index message_account on message (account_id, created_at desc);
create index message_farm on message (farm_id);
create index message_alert on message (alert_id);
create index message_age on message (created_at);

-- What a member wants to be told, by type of alert; no row: everything.
create table alert_subscription (
  id uuid primary key,
  account_id uuid not null references account,
  -- 'all' is for the types that have no row of their own.
  alert_type text not null,
  channel text not null check (channel = 'in_app'),
  is_enabled boolean not null,
  -- Of the day, in the member's zone, for example 20:00; both or none.
  quiet_hours_start text,
  quiet_hours_end text,
  created_at timestamptz not null,
  unique (account_id, alert_type, channel),
  check ((quiet_hours_start is null) = (quiet_hours_end is null))
);

-- Quiet for some hours; without farm or type: of all of them.
create table message_mute (
  id uuid primary key,
  account_id uuid not null references account,
  farm_id uuid references farm,
  alert_type text,
  until timestamptz not null,
  unique nulls not distinct (account_id, farm_id, alert_type)
);
create index message_mute_farm on message_mute (farm_id);
