-- Reports of farms come as PDF too.

alter table export_plan drop constraint export_plan_format_check;
alter table export_plan add check (format in ('csv', 'json', 'pdf'));
