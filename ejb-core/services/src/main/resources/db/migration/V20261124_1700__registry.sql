-- What staff install and farmers rename. What is taken away stays as a row: its history names it.

alter table node
  add column created_at timestamptz not null default now(),
  add column removed_at timestamptz,
  drop constraint node_hardware_id_key;
-- A board taken away may come back elsewhere.
create unique index node_hardware_id on node (hardware_id) where removed_at is null;

alter table device
  -- Which of the board's outputs or inputs; null where nobody has said.
  add column channel int check (channel between 1 and 16),
  add column location text,
  add column created_at timestamptz not null default now(),
  add column updated_at timestamptz not null default now(),
  add column removed_at timestamptz;
create unique index device_channel on device (node_id, channel) where removed_at is null;
