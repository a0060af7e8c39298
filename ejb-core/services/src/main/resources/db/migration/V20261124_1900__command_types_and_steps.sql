-- What was asked, when it is not the action that the device is told (set_speed is told as set_value).
alter table command add column command_type text;
-- The steps of a sequence, as JSON, as on the wire.
alter table command add column steps text;
