-- What each board lives on, as its newest heartbeat said it; null: it does not say.

alter table node
  add column power text,
  add column battery_mv bigint,
  -- Since when it says that it lives on its battery; null: it does not.
  add column on_battery_since timestamptz;
