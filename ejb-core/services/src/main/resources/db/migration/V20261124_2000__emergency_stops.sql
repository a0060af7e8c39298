-- Emergency stops. The hub owns what holds; these rows are what people asked and what the hub last said.

create table emergency_stop (
  id uuid primary key,
  farm_id uuid not null references farm,
  -- Null: the whole farm.
  coop_id uuid references coop,
  -- The nodes it stops; null: all.
  node_ids uuid[],
  origin text not null check (origin in ('app', 'button')),
  -- asked: the hub has not confirmed yet. releasing: let go, but it still holds there.
  state text not null check (state in ('asked', 'held', 'releasing', 'released')),
  reason text,
  asked_by uuid references account,
  -- Whose button it is.
  node_id uuid references node,
  asked_at timestamptz not null,
  held_since timestamptz,
  -- When fans go back to work by themselves; null: not before the release.
  fans_at timestamptz,
  fans_free boolean not null default false,
  released_by uuid references account,
  released_at timestamptz,
  last_sent_at timestamptz
);
create index emergency_stop_open on emergency_stop (farm_id) where state <> 'released';
-- One stop from the app for a place: pressed twice it is the same.
create unique index emergency_stop_once on emergency_stop (farm_id, coalesce(coop_id, farm_id))
  where origin = 'app' and state in ('asked', 'held');

-- Of the hub's last word about stops; an older one changes nothing.
alter table hub add column stop_version bigint not null default 0;
