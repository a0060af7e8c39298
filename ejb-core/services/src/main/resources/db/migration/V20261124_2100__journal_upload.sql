-- What hubs hand over of their journals, so that nothing that happened on a farm depends on a live message.

-- Every status a device ever gave, once, by whichever road it came first. Its order key makes it one.
create table device_status (
  device_id uuid not null references device,
  incarnation bigint not null,
  boot bigint not null,
  seq bigint not null,
  -- The command it answers; the zero id: none. One state may answer several.
  command_id uuid not null,
  at timestamptz not null,
  state text not null,
  value double precision,
  triggered_by text not null,
  result text,
  error text,
  primary key (device_id, incarnation, boot, seq, command_id)
);
create index device_status_at on device_status (device_id, at desc);

-- One for each journal a hub ever had: a new card begins a new one and collides with nothing.
create table hub_epoch (
  hub_id uuid not null references hub on delete cascade,
  epoch bigint not null,
  journal_id uuid not null,
  issued_at timestamptz not null,
  primary key (hub_id, epoch),
  unique (hub_id, journal_id)
);

create table journal_stream (
  hub_id uuid not null,
  epoch bigint not null,
  stream text not null check (stream in ('events', 'readings')),
  -- Everything up to here is accounted for.
  stored_to bigint not null default 0,
  repeats bigint not null default 0,
  batches bigint not null default 0,
  last_batch_at timestamptz,
  primary key (hub_id, epoch, stream),
  foreign key (hub_id, epoch) references hub_epoch on delete cascade
);

-- What is accounted for and how; what touches and is of one kind is one row.
create table journal_range (
  hub_id uuid not null,
  epoch bigint not null,
  stream text not null,
  first_seq bigint not null,
  last_seq bigint not null,
  coverage text not null check (coverage in ('whole', 'thinned', 'lost')),
  reason text,
  primary key (hub_id, epoch, stream, first_seq),
  foreign key (hub_id, epoch, stream) references journal_stream on delete cascade,
  check (last_seq >= first_seq)
);

-- Which event came with which number: what the hourly audit counts.
create table hub_event (
  hub_id uuid not null references hub on delete cascade,
  epoch bigint not null,
  seq bigint not null,
  device_id uuid not null,
  kind text not null,
  at timestamptz not null,
  primary key (hub_id, epoch, seq)
);
