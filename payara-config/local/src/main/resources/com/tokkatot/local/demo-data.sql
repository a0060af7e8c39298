-- What the application would have made if staff had set up these farms. Run on every start; what is there stays.
-- A line "-- name" begins a statement, :name is a parameter; see DemoData.

-- farm
insert into farm (id, name) values (:farm_id, :farm_name)
on conflict do nothing;

-- farm_member
insert into farm_member (farm_id, account_id, role)
select :farm_id, account.id, 'owner' from account where account.id = :account_id and contact_verified
on conflict do nothing;

-- coop
insert into coop (id, farm_id, name) values (:coop_id, :farm_id, 'Coop 1')
on conflict do nothing;

-- hub
insert into hub (id, farm_id, public_key) values (:hub_id, :farm_id, :hub_key)
on conflict (id) do update set public_key = excluded.public_key;

-- node
insert into node (id, farm_id, hardware_id, name, board)
values (:node_id, :farm_id, :hardware_id, :node_name, 'virtual')
on conflict do nothing;

-- device
insert into device (id, farm_id, coop_id, node_id, name, kind, type)
values (:device_id, :farm_id, :coop_id, :node_id, :device_name, :kind, :type)
on conflict do nothing;
