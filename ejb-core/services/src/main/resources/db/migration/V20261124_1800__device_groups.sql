-- Devices that people want to see and switch together, whatever coop or board they belong to.

create table device_group (
  id uuid primary key,
  farm_id uuid not null references farm,
  name text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index device_group_farm on device_group (farm_id);

create table device_group_member (
  group_id uuid not null references device_group on delete cascade,
  device_id uuid not null references device,
  primary key (group_id, device_id)
);
create index device_group_member_device on device_group_member (device_id);
