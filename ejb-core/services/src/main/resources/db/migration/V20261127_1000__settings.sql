-- What people, farms and we set: only what differs from the usual, as one object a scope, version by version. Which keys
-- there are, and within which bounds, is one table in the code (setting/Key.java).
create table setting (
  scope text not null check (scope in ('account', 'farm', 'system', 'features')),
  -- The account or the farm; zeros for what is ours.
  owner_id uuid not null,
  version bigint not null,
  chosen jsonb not null,
  primary key (scope, owner_id)
);

-- Never changed after; without gaps from 1.
create table setting_version (
  scope text not null,
  owner_id uuid not null,
  version bigint not null check (version > 0),
  chosen jsonb not null,
  -- The version that was gone back to.
  rolled_back_to bigint,
  changed_by uuid not null,
  changed_at timestamptz not null,
  reason text,
  primary key (scope, owner_id, version),
  foreign key (scope, owner_id) references setting on delete cascade
);
create index setting_version_changed_by on setting_version (changed_by);
