-- When each board started of late: one that starts again and again is ill.

create table node_start (
  node_id uuid not null references node,
  incarnation bigint not null,
  boot bigint not null,
  -- How often since it was heard of last; 0: it was heard of first.
  starts bigint not null,
  at timestamptz not null,
  primary key (node_id, incarnation, boot)
);
