-- What the hourly audit of the events' numbers found missing, and how that ended.

alter table hub_sync
  add column audited_at timestamptz,
  -- How far the journal went at that time: what still lacks an hour later is missing, not late.
  add column audited_to bigint,
  add column audited_repeats bigint;

create table journal_gap (
  id uuid primary key,
  hub_id uuid not null references hub on delete cascade,
  epoch bigint not null,
  first_seq bigint not null,
  last_seq bigint not null,
  found_at timestamptz not null,
  asked int not null,
  asked_at timestamptz not null,
  ended_at timestamptz,
  outcome text check (outcome in ('fetched', 'lost')),
  reason text
);
create unique index journal_gap_open on journal_gap (hub_id, epoch, first_seq) where ended_at is null;
create index journal_gap_hub on journal_gap (hub_id, found_at desc);
