-- Hubs prove who they are with a key they made themselves; we know its public half.

alter table hub
  -- PEM, "PUBLIC KEY"; null: this hub cannot call us.
  add column public_key text;

-- Assertions count once. What has expired is refused by its time and is taken away.
create table hub_assertion (
  hub_id uuid not null references hub on delete cascade,
  jti text not null,
  expires_at timestamptz not null,
  primary key (hub_id, jti)
);
