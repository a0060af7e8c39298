-- Boards: where they hang, and how they are by the newest digest of their hub.

alter table node
  add column coop_id uuid references coop,
  add column uptime_s bigint,
  add column rssi_dbm bigint,
  add column heap_free bigint,
  add column updated_at timestamptz not null default now();
