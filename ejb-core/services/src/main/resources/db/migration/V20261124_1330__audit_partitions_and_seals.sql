-- The audit log by month, so that lines older than five years can be dropped, and seals over what has been committed, so
-- that a changed or removed line is found.

alter table audit_log rename to audit_log_before;
alter index audit_log_farm rename to audit_log_before_farm;
alter index audit_log_account rename to audit_log_before_account;
alter table audit_log_before rename constraint audit_log_pkey to audit_log_before_pkey;

create table audit_log (
  id bigint generated always as identity,
  -- The transaction that wrote the line. Ids come in the order of asking, not of committing; once every transaction below
  -- a number has ended, the lines below it are complete.
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  farm_id uuid,
  account_id uuid,
  action text not null,
  target_id uuid,
  reason text,
  request_id text,
  -- Personal data: not sealed, because a person may ask for it to be forgotten.
  ip_address text,
  user_agent text,
  primary key (xid, id, at)
) partition by range (at);
create index audit_log_farm on audit_log (farm_id, at);
create index audit_log_account on audit_log (account_id, at);

-- Append-only: a changed or removed line would make the whole log worthless. Only address and program may be forgotten.
create function refuse_change_of_audit() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.ip_address is null and new.user_agent is null
     and (new.id, new.xid, new.at, new.action) = (old.id, old.xid, old.at, old.action)
     and (new.farm_id, new.account_id, new.target_id, new.reason, new.request_id)
         is not distinct from (old.farm_id, old.account_id, old.target_id, old.reason, old.request_id) then
    return new;
  end if;
  raise exception 'audit_log is append-only';
end $$;
create trigger audit_log_is_append_only before update or delete on audit_log
  for each row execute function refuse_change_of_audit();
create trigger audit_log_is_not_emptied before truncate on audit_log
  for each statement execute function refuse_change();

-- Makes a month's partition unless it is there. Emptying a table is the one thing a row's trigger does not see, so each
-- partition has a trigger of its own for it.
create function make_audit_partition(month date) returns void language plpgsql as $$
declare
  name text := 'audit_log_' || to_char(month, 'YYYYMM');
begin
  if to_regclass(name) is null then
    execute format('create table %I partition of audit_log for values from (%L) to (%L)', name,
      month || ' 00:00+00', (month + interval '1 month')::date || ' 00:00+00');
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()',
      name || '_is_not_emptied', name);
  end if;
end $$;

select make_audit_partition(month::date) from generate_series(
  (select date_trunc('month', coalesce(min(at), now()) at time zone 'UTC') from audit_log_before),
  date_trunc('month', now() at time zone 'UTC') + interval '1 month', interval '1 month') month;
insert into audit_log (at, farm_id, account_id, action, target_id, reason, request_id, ip_address, user_agent)
  select at, farm_id, account_id, action, target_id, reason, request_id, ip_address, user_agent
  from audit_log_before order by id;
drop table audit_log_before;

-- A seal is a keyed digest over the lines of one month that transactions from_xid <= xid < to_xid wrote, and over the seal
-- before it. The key is outside the database.
create table audit_seal (
  no bigint primary key,
  month date not null,
  from_xid xid8 not null,
  to_xid xid8 not null,
  lines int not null,
  digest bytea not null,
  sealed_at timestamptz not null
);
create index audit_seal_month on audit_seal (month, no);
create trigger audit_seal_is_append_only before update or delete or truncate on audit_seal
  for each statement execute function refuse_change();
