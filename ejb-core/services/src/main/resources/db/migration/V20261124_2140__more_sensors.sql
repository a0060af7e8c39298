-- Boards can weigh, see motion and count water.
alter table device drop constraint device_kind_check;
alter table device add constraint device_kind_check check (kind in
  ('pump', 'feeder', 'light', 'fan', 'heater', 'conveyor', 'siren', 'dht22', 'water_level', 'scale',
   'motion', 'flow'));
