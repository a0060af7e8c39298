-- Firmware: signed images, who is to get them, and how each try ended. The bytes lie in the object store.

create table firmware_release (
  id uuid primary key,
  -- As the firmware names its board; only nodes of that board are offered it.
  board text not null,
  version text not null,
  security_version bigint not null,
  size_bytes bigint not null,
  sha256 text not null,
  key_id text not null,
  -- The signed 256 bytes in front of the image, base64: what every offer carries.
  header text not null,
  release_notes text,
  published_by uuid not null,
  published_at timestamptz not null,
  unique (board, version)
);

create table firmware_rollout (
  id uuid primary key,
  release_id uuid not null references firmware_release,
  name text not null,
  state text not null check (state in ('running', 'paused', 'finished', 'cancelled')),
  -- Why it is paused, in a word for programs; null: a person did it, or it is not.
  reason text,
  -- Percent of the nodes that each wave reaches up to; the last one is 100.
  waves bigint[] not null,
  -- The wave that is open, from 1.
  wave integer not null default 1,
  most_failures_percent integer not null,
  -- Failures that a person has seen and gone on after.
  forgiven integer not null default 0,
  -- Whether nodes are restarted between 02:00 and 04:00 of their farm only.
  at_night boolean not null,
  not_before timestamptz,
  not_after timestamptz,
  created_by uuid not null,
  created_at timestamptz not null
);
create index firmware_rollout_release on firmware_rollout (release_id);
create index firmware_rollout_running on firmware_rollout (id) where state = 'running';

-- A node that a rollout is for.
create table firmware_target (
  rollout_id uuid not null references firmware_rollout,
  node_id uuid not null references node,
  wave integer not null,
  -- waiting: not offered yet, or to be offered again at next_at. open: a try is under way.
  state text not null check (state in ('waiting', 'open', 'succeeded', 'failed', 'cancelled')),
  next_at timestamptz,
  primary key (rollout_id, node_id)
);
-- One rollout at a time for a node: otherwise two would take turns.
create unique index firmware_target_once on firmware_target (node_id)
  where state in ('waiting', 'open');
create index firmware_target_node on firmware_target (node_id);
create index firmware_target_waiting on firmware_target (rollout_id, wave) where state = 'waiting';

-- A try; its id is the offer's update_id.
create table firmware_update (
  id uuid primary key,
  rollout_id uuid not null,
  node_id uuid not null,
  farm_id uuid not null references farm,
  state text not null,
  reason text,
  received_bytes bigint,
  -- Order key of the last status: an older one changes nothing.
  incarnation bigint not null default 0,
  boot bigint not null default 0,
  seq bigint not null default 0,
  offered_at timestamptz not null,
  not_after timestamptz not null,
  last_sent_at timestamptz not null,
  status_at timestamptz,
  foreign key (rollout_id, node_id) references firmware_target
);
create index firmware_update_target on firmware_update (rollout_id, node_id, offered_at);
create index firmware_update_node on firmware_update (node_id);
create index firmware_update_farm on firmware_update (farm_id);
create index firmware_update_open on firmware_update (not_after)
  where state not in ('succeeded', 'failed', 'rolled_back');
