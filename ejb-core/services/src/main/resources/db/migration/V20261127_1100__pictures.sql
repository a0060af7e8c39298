-- Photos of farms and faces of people. The files lie in the object store; a row is there before its file, so that no file
-- is left without one.

create table picture (
  id uuid primary key,
  -- Of a farm or of a person.
  farm_id uuid references farm,
  account_id uuid references account,
  -- Of the file as we keep it.
  sha256 text not null,
  size_bytes bigint not null,
  width int not null,
  height int not null,
  made_at timestamptz not null,
  -- Null: it is shown. Else it is on its way up, or was replaced or taken away: the file goes then, and the row after it.
  expires_at timestamptz,
  check (num_nonnulls(farm_id, account_id) = 1)
);
create index picture_farm on picture (farm_id);
create index picture_account on picture (account_id);
create unique index picture_of_farm on picture (farm_id) where expires_at is null and farm_id is not null;
create unique index picture_of_account on picture (account_id) where expires_at is null and account_id is not null;
create index picture_expired on picture (expires_at) where expires_at is not null;
