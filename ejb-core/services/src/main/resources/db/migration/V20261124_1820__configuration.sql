-- What a device is set to: every change is a version of its own that nothing changes any more.

alter table device
  -- What people want, and what the device has by its own account; 0: as its board is made.
  add column config_version bigint not null default 0,
  add column config_acknowledged bigint not null default 0;

create table device_config (
  device_id uuid not null references device,
  version bigint not null,
  changed_by uuid not null,
  changed_at timestamptz not null,
  reason text,
  primary key (device_id, version)
);

-- Only what was set: the rest is as the parameter's default says.
create table device_config_value (
  device_id uuid not null,
  version bigint not null,
  name text not null,
  value double precision not null,
  calibrated_at timestamptz,
  primary key (device_id, version, name),
  foreign key (device_id, version) references device_config
);

alter table farm
  -- Grows with every change a hub must hear of.
  add column snapshot_version bigint not null default 0;
