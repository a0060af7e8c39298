-- Hubs judge readings too: how far each was heard of a device and rule, so that what is told twice, live and in the
-- journal, counts once.

create table hub_alert (
  device_id uuid not null references device,
  -- It may be gone by now.
  rule_id uuid not null,
  revision bigint not null,
  primary key (device_id, rule_id)
);

-- Snapshots hold the alert rules from now on.
update farm set snapshot_version = snapshot_version + 1;
