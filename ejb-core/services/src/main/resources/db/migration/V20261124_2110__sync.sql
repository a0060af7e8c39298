-- Whether cloud and hub believe the same of a farm: what the last digest said, and where they differed.

create table hub_sync (
  hub_id uuid primary key references hub on delete cascade,
  farm_id uuid not null references farm,
  compared_at timestamptz not null,
  -- The hub's clock less ours when its digest came, the way included.
  clock_offset_ms bigint not null,
  -- How far the hub's journal goes, by its own account; null: it has no epoch yet.
  epoch bigint,
  events_to bigint
);
create index hub_sync_farm on hub_sync (farm_id);

create table sync_difference (
  id uuid primary key,
  farm_id uuid not null references farm,
  device_id uuid not null references device,
  -- What we believed, and what the device is by its hub's account: the device is right.
  expected text not null,
  expected_value double precision,
  actual text not null,
  actual_value double precision,
  severity text not null check (severity in ('info', 'warning')),
  seen int not null,
  first_seen_at timestamptz not null,
  -- Seen once it may be a message in flight; from the second time on it counts, and we are corrected.
  noted_at timestamptz,
  resolved_at timestamptz
);
create unique index sync_difference_open on sync_difference (device_id) where resolved_at is null;
create index sync_difference_farm on sync_difference (farm_id, first_seen_at desc);
create index sync_difference_device on sync_difference (device_id);
