-- Each version of what a device is set to lies in the object store as well, sealed.

alter table device_config
  -- Which key has sealed its backup, as sealed texts begin; null: there is none yet. The row is the list of what to do.
  add column backup_key text,
  -- Until then somebody is at it.
  add column backup_leased_until timestamptz;
create index device_config_backup on device_config (backup_key);
