-- Old rows are found by their age. They come in the order of time, so a block-range index costs almost nothing to keep.
create index hub_event_age on hub_event using brin (at);
create index device_status_age on device_status using brin (at);

-- Up to where numbers were forgotten because of their age: they are not missing.
alter table journal_stream add column forgotten_to bigint not null default 0;
