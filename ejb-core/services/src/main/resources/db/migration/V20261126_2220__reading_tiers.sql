-- Readings are kept as they came for 30 days, by the hour for a year, by the farm's day for five years.

create table reading_hour (
  device_id uuid not null,
  metric text not null,
  at timestamptz not null,
  unit text not null,
  count bigint not null,
  total double precision not null,
  squares double precision not null,
  least double precision not null,
  least_at timestamptz not null,
  most double precision not null,
  most_at timestamptz not null,
  primary key (device_id, metric, at)
) partition by range (at);

create table reading_day (
  device_id uuid not null,
  metric text not null,
  day date not null,
  unit text not null,
  count bigint not null,
  total double precision not null,
  squares double precision not null,
  least double precision not null,
  least_at timestamptz not null,
  most double precision not null,
  most_at timestamptz not null,
  primary key (device_id, metric, day)
);
create index reading_day_age on reading_day (day);

-- Hours that were summed up before this reading of theirs came.
create table reading_late (
  device_id uuid not null,
  hour timestamptz not null,
  marks integer not null default 1,
  primary key (device_id, hour)
);

-- One row: the end of the newest hour that is summed up.
create table reading_summed (
  id boolean primary key default true check (id),
  until timestamptz not null
);
