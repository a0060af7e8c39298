-- What people should look at. One open alert for each thing that is wrong; it is resolved, never deleted.

create table alert (
  id uuid primary key,
  farm_id uuid not null references farm,
  node_id uuid references node,
  device_id uuid references device,
  type text not null,
  severity text not null check (severity in ('info', 'warning', 'critical')),
  -- Clients have the words.
  message_key text not null,
  triggered_at timestamptz not null,
  resolved_at timestamptz
);
create unique index alert_open
  on alert (farm_id, type, coalesce(device_id, node_id, farm_id)) where resolved_at is null;
create index alert_farm on alert (farm_id, triggered_at desc);
create index alert_node on alert (node_id);
create index alert_device on alert (device_id);
