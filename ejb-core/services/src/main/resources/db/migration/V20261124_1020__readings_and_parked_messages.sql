-- Readings by day: one partition a day, made ahead by the application, so that old days can be dropped at once.

create table reading (
  device_id uuid not null,
  metric text not null,
  taken_at timestamptz not null,
  value double precision not null,
  unit text not null,
  quality text not null,
  primary key (device_id, metric, taken_at)
) partition by range (taken_at);

-- Messages that could not be understood or stored, with the reason; the newest thousand are kept.
create table parked_message (
  id bigint generated always as identity primary key,
  topic text not null,
  payload bytea not null,
  reason text not null,
  parked_at timestamptz not null
);
