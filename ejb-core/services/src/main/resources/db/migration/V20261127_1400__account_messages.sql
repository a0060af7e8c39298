-- Messages about the person's own account: of no farm and no alert, a topic with its numbers instead.
alter table message
  alter column farm_id drop not null,
  alter column alert_id drop not null,
  add column topic text check (topic in ('sign_in_new_place', 'sign_in_refused_often')),
  -- ip_address, device_name, count, at: what is known of them.
  add column details jsonb,
  add check ((alert_id is null) <> (topic is null)),
  add check ((alert_id is null) = (farm_id is null)),
  add check ((topic is null) = (details is null));
