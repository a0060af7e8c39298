-- Urgent rollouts go out by day too; a farm's people are told an hour before the first of its boards is offered one.

-- Why it cannot wait for the night, in staff's words; null: it is not urgent.
alter table firmware_rollout add column urgent_reason text check (urgent_reason is null or not at_night);

-- That a farm was told: once a rollout, however many of its boards are in it.
create table firmware_notice (
  rollout_id uuid not null references firmware_rollout,
  farm_id uuid not null references farm,
  alert_id uuid not null references alert,
  told_at timestamptz not null,
  -- When nothing was to come any more; null: something is.
  ended_at timestamptz,
  primary key (rollout_id, farm_id)
);
create index firmware_notice_farm on firmware_notice (farm_id);
create index firmware_notice_alert on firmware_notice (alert_id);
create index firmware_notice_open on firmware_notice (told_at) where ended_at is null;
