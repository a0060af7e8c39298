-- Which rules a farm has by its kind and has not changed since: another kind brings others instead.
alter table alert_rule
  add column profile text;
