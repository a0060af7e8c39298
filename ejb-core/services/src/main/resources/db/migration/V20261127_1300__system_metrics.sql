-- How the whole and each of its parts do, a minute a row, in a stack that keeps single readings here.
create table system_metric (
  metric text not null,
  service text not null,
  -- p50 and the like; empty when the metric is one number.
  percentile text not null,
  at timestamptz not null,
  value double precision not null,
  primary key (metric, service, percentile, at)
);
create index system_metric_age on system_metric using brin (at);
