-- Which program asked: beside the address it tells a stolen session from one's own.
alter table audit_log add column user_agent text;
