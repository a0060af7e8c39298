-- Exports that come by themselves, and the files they made, which lie in the object store.

create table export_plan (
  id uuid primary key,
  farm_id uuid not null references farm,
  -- What of: device_metrics, device_usage, farm_performance, readings or events.
  content text not null,
  format text not null check (format in ('csv', 'json')),
  -- Null where it is of the farm.
  device_id uuid references device,
  every text not null check (every in ('day', 'week')),
  created_by uuid not null,
  created_at timestamptz not null,
  -- When the next file is made; it is of the day or week before.
  due_at timestamptz not null,
  -- Until then somebody is at it.
  leased_until timestamptz,
  -- Why the last one could not be made, or null.
  failure text
);
create index export_plan_farm on export_plan (farm_id);
create index export_plan_device on export_plan (device_id);
create index export_plan_due on export_plan (due_at);

create table export_file (
  id uuid primary key,
  farm_id uuid not null references farm,
  -- Null: the plan was taken away, its files stay until they are old.
  plan_id uuid references export_plan on delete set null,
  name text not null,
  -- Where it lies in the object store.
  object_name text not null unique,
  size_bytes bigint not null,
  made_at timestamptz not null
);
create index export_file_farm on export_file (farm_id, made_at desc);
create index export_file_plan on export_file (plan_id);
create index export_file_age on export_file (made_at);
