-- A coop is a place; flocks come and go in it.

alter table coop
  add column created_at timestamptz not null default now(),
  add column removed_at timestamptz;

create table flock (
  id uuid primary key,
  coop_id uuid not null references coop,
  breed text not null,
  placed_at date not null,
  bird_count int not null check (bird_count between 1 and 1000000),
  created_at timestamptz not null,
  ended_at timestamptz
);
create unique index flock_present on flock (coop_id) where ended_at is null;

-- Append-only by intent: a wrong line is put right by a negative one.
create table flock_death (
  id uuid primary key,
  flock_id uuid not null references flock,
  day date not null,
  count int not null check (count <> 0),
  cause text,
  noted_by uuid not null,
  noted_at timestamptz not null
);
create index flock_death_flock on flock_death (flock_id, day);
