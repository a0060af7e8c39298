-- Until when somebody's order keeps schedules from a device, by its hub's account; null: nobody's does.

alter table device add column manual_until timestamptz;
