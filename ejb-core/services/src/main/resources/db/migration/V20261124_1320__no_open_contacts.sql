-- Contacts are sealed by now (1310), failures are counted by contact (1300): what was in the open goes.
alter table account
  drop column email,
  drop column phone,
  drop column failed_sign_ins,
  drop column locked_until,
  -- Who has been removed or only invited may be without; everybody else is known by something.
  add check (email_index is not null or phone_index is not null or deleted_at is not null);
