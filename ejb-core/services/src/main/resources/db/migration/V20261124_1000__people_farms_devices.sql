-- People, farms and what stands on them. Ids are UUIDv7, made by whoever originates the thing; times are UTC.

create table account (
  id uuid primary key,
  email text unique,
  phone text unique,
  password_hash text not null,
  name text not null,
  language text not null default 'km' check (language in ('km', 'en')),
  timezone text not null default 'Asia/Phnom_Penh',
  is_active boolean not null default true,
  failed_sign_ins int not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null default now(),
  version bigint not null default 0,
  check (email is not null or phone is not null)
);

create table session (
  id uuid primary key,
  account_id uuid not null references account,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ip_address text,
  user_agent text
);
create index session_account on session (account_id);

create table farm (
  id uuid primary key,
  name text not null,
  timezone text not null default 'Asia/Phnom_Penh',
  is_active boolean not null default true,
  -- Cursor of the newest event of this farm; counting it locks the row, so cursors appear in commit order.
  event_cursor bigint not null default 0,
  created_at timestamptz not null default now()
);

create table farm_member (
  farm_id uuid not null references farm,
  account_id uuid not null references account,
  role text not null check (role in ('owner', 'manager', 'viewer')),
  joined_at timestamptz not null default now(),
  primary key (farm_id, account_id)
);
create index farm_member_account on farm_member (account_id);

create table coop (
  id uuid primary key,
  farm_id uuid not null references farm,
  name text not null
);
create index coop_farm on coop (farm_id);

create table hub (
  id uuid primary key,
  farm_id uuid not null unique references farm,
  is_online boolean not null default false,
  last_seen_at timestamptz,
  -- Order of the hub's digests: a will of an earlier start must not take a running hub offline.
  hub_boot bigint not null default 0,
  digest_seq bigint not null default 0,
  backlog bigint not null default 0,
  software_version text
);

create table node (
  id uuid primary key,
  farm_id uuid not null references farm,
  hardware_id text not null unique,
  name text not null,
  board text not null,
  firmware_version text,
  is_online boolean not null default false,
  presence_at timestamptz,
  incarnation bigint not null default 1,
  boot bigint not null default 0
);
create index node_farm on node (farm_id);

create table device (
  id uuid primary key,
  farm_id uuid not null references farm,
  coop_id uuid references coop,
  node_id uuid not null references node,
  name text not null,
  kind text not null check (kind in
    ('pump', 'feeder', 'light', 'fan', 'heater', 'conveyor', 'siren', 'dht22', 'water_level')),
  type text not null check (type in ('gpio', 'relay', 'pwm', 'adc', 'servo', 'sensor')),
  state text not null default 'unknown' check (state in ('on', 'off', 'error', 'unknown')),
  value double precision,
  previous_state text,
  triggered_by text,
  state_at timestamptz,
  off_at timestamptz,
  -- Order key of the newest status: an older one never overwrites it.
  incarnation bigint not null default 0,
  boot bigint not null default 0,
  seq bigint not null default -1,
  last_command_id uuid
);
create index device_farm on device (farm_id);
create index device_coop on device (coop_id);
create index device_node on device (node_id);
