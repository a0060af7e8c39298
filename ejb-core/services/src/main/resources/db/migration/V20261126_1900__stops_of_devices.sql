-- A coop's stop holds its devices on a board that serves another coop too, and not the other coop's.

-- Single devices that it stops, besides node_ids; both null: the whole farm.
alter table emergency_stop add column device_ids uuid[];
