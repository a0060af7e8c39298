-- No storms, and nothing deadly forgotten: many alerts of a type are one message, and what is critical and nobody has
-- seen is told again.

-- When people were told last; null: when it was raised.
alter table alert add column told_at timestamptz;
create index alert_unseen on alert (farm_id)
  where resolved_at is null and acknowledged_at is null and severity = 'critical';

-- What a message speaks of besides its own alert.
create table message_also (
  message_id uuid not null references message on delete cascade,
  alert_id uuid not null references alert,
  primary key (message_id, alert_id)
);
create index message_also_alert on message_also (alert_id);
