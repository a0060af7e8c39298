-- How readings of an hour and a day are spread, so that quantiles of long ranges need no single readings.

-- The bin of a value, in the order of values. A bin is 0.4 % wide; below a millionth all is 0.
create function reading_bin(value double precision) returns integer
language sql immutable parallel safe
return case when abs(value) < 1e-6 or value = 'NaN' then 0
  else (case when value < 0 then -1 else 1 end)
    * (3462 + ceil(ln(least(abs(value), 1e300)) / ln(1.004::double precision))::integer) end;

-- Bins in their order, and how many readings lie in each; null in sums from before.
alter table reading_hour add column bins integer[], add column bin_counts bigint[];
alter table reading_day add column bins integer[], add column bin_counts bigint[];

-- Hours whose readings are all there are summed up again, and their days with them.
insert into reading_late (device_id, hour)
select distinct device_id, at from reading_hour where at > now() - interval '29 days';
