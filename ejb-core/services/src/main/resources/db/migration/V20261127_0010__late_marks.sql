-- One mark for each write instead of one row that all who write must wait for.

alter table reading_late drop constraint reading_late_pkey;
alter table reading_late drop column marks;
create index reading_late_hour on reading_late (hour, device_id);
