-- How much each device has worked, counted as it says so, and what was done to it.

create table device_usage (
  device_id uuid primary key references device,
  -- Finished runs only; the one that lasts is counted from on_since.
  on_ms bigint not null,
  cycles bigint not null,
  last_on_at timestamptz,
  last_off_at timestamptz,
  on_since timestamptz,
  -- When counting began.
  since timestamptz not null
);

create table device_maintenance (
  id uuid primary key,
  farm_id uuid not null references farm,
  device_id uuid not null references device,
  done_at timestamptz not null,
  done_by uuid references account,
  note text not null,
  -- The counters at that time: what is due is counted from here.
  on_ms bigint not null,
  cycles bigint not null,
  created_at timestamptz not null
);
create index device_maintenance_device on device_maintenance (device_id, created_at desc);
create index device_maintenance_done_by on device_maintenance (done_by);
