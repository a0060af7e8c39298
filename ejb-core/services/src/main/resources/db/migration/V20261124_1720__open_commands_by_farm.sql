-- A screen asks for the open commands of its farm; the sweeper looks at all of them, which are few.
drop index command_open;
create index command_open on command (farm_id, issued_at) where state in ('queued', 'sent', 'executing');
