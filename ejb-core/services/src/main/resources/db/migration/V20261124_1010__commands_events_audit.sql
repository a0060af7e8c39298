-- Orders and their traces. The command row is its own outbox: it is written before anything is sent.

create table command (
  id uuid primary key,
  farm_id uuid not null references farm,
  device_id uuid not null references device,
  action text not null,
  value double precision,
  duration_ms bigint,
  source text not null,
  priority text not null,
  state text not null check (state in
    ('queued', 'sent', 'executing', 'completed', 'failed', 'timeout', 'cancelled', 'expired')),
  requested_by uuid references account,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  sent_at timestamptz,
  last_sent_at timestamptz,
  sends int not null default 0,
  completed_at timestamptz,
  result text,
  error text
);
create index command_device on command (device_id, issued_at desc);
create index command_farm on command (farm_id, issued_at desc);
create index command_requested_by on command (requested_by);
-- What the sweeper looks at; stays small, because finished commands leave it.
create index command_open on command (issued_at) where state in ('queued', 'sent', 'executing');

create table farm_event (
  farm_id uuid not null references farm,
  cursor bigint not null,
  type text not null,
  data jsonb not null,
  created_at timestamptz not null,
  primary key (farm_id, cursor)
);
-- Rows come in the order of time, so a block-range index finds old ones and costs almost nothing to keep.
create index farm_event_age on farm_event using brin (created_at);

create table audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  farm_id uuid,
  account_id uuid,
  action text not null,
  target_id uuid,
  reason text,
  ip_address text,
  request_id text
);
create index audit_log_farm on audit_log (farm_id, at);
create index audit_log_account on audit_log (account_id, at);

-- Append-only: a changed or removed line would make the whole log worthless.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
create trigger audit_log_is_append_only before update or delete or truncate on audit_log
  for each statement execute function refuse_change();
