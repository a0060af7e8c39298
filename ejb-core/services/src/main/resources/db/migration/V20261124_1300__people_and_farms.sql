-- Accounts, sessions, codes, staff, members and invitations as people use them.
-- Whatever names a person (e-mail, phone) or opens something (TOTP secret) is kept sealed (*_sealed, AES-GCM, key outside
-- the database); *_index is a keyed hash of it, so that it stays unique and can be found.

alter table account
  add column email_sealed text,
  add column email_index bytea unique,
  add column phone_sealed text,
  add column phone_index bytea unique,
  -- A new contact counts only when its code has come back.
  add column pending_sealed text,
  add column pending_index bytea,
  add column contact_verified boolean not null default false,
  add column avatar_url text,
  add column terms_accepted_at timestamptz,
  add column last_login_at timestamptz,
  add column deleted_at timestamptz,
  -- Staff are accounts of their own: they never belong to a farm, and have a second factor.
  add column staff_role text check (staff_role in ('technician', 'operator', 'admin')),
  add column totp_sealed text,
  add column totp_confirmed boolean not null default false,
  -- The last 30-second step a code was taken for: a code counts once.
  add column totp_step bigint not null default 0,
  add column password_changed_at timestamptz not null default now(),
  alter column password_hash drop not null;

-- Whoever was there before codes existed has been using the contact.
update account set contact_verified = true;

-- Counted by contact and not by account, so that a known and an unknown contact look the same.
create table sign_in_failure (
  contact_index bytea primary key,
  failures int not null,
  first_at timestamptz not null,
  locked_until timestamptz
);
create index sign_in_failure_age on sign_in_failure (first_at);

-- Staff may not take one of their last passwords again.
create table password_history (
  account_id uuid not null references account,
  password_hash text not null,
  changed_at timestamptz not null,
  primary key (account_id, changed_at)
);

create table recovery_code (
  account_id uuid not null references account,
  code_index bytea not null,
  used_at timestamptz,
  primary key (account_id, code_index)
);

create table verification_code (
  id uuid primary key,
  account_id uuid not null references account,
  purpose text not null check (purpose in ('verify', 'reset', 'invited_staff')),
  -- Contact the code was sent to, and keyed hashes of what the person may answer with.
  contact_index bytea not null,
  code_index bytea not null,
  token_index bytea not null unique,
  failures int not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index verification_code_account on verification_code (account_id);
create index verification_code_contact on verification_code (contact_index, purpose);

-- A session is a family of refresh tokens: the n-th is a keyed hash of session, n and salt, so nothing here opens anything.
alter table session
  add column device_name text,
  add column last_activity_at timestamptz not null default now(),
  add column remembered boolean not null default true,
  add column refresh_salt bytea,
  add column refresh_counter int not null default 0,
  add column refreshed_at timestamptz,
  add column end_reason text;
create index session_ended on session (ended_at) where ended_at is not null;

create table code_message (
  id uuid primary key,
  channel text not null check (channel in ('email', 'sms')),
  purpose text not null check (purpose in ('verify', 'reset', 'known', 'invited_staff')),
  language text not null check (language in ('km', 'en')),
  to_sealed text not null,
  -- What the message carries; gone as soon as it has been sent or has expired.
  code_sealed text,
  token_sealed text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  attempts int not null default 0,
  next_attempt_at timestamptz not null,
  sent_at timestamptz,
  given_up_at timestamptz,
  last_error text
);
create index code_message_due on code_message (next_attempt_at) where sent_at is null and given_up_at is null;

alter table farm
  add column location text,
  add column latitude numeric(10, 8) check (latitude between -90 and 90),
  add column longitude numeric(11, 8) check (longitude between -180 and 180),
  add column description text,
  add column image_url text,
  add column updated_at timestamptz not null default now(),
  add column deleted_at timestamptz;

alter table farm_member
  add column invited_by uuid references account;
create index farm_member_invited_by on farm_member (invited_by);
create unique index farm_member_one_owner on farm_member (farm_id) where role = 'owner';

create table invitation (
  id uuid primary key,
  farm_id uuid not null references farm,
  contact_sealed text not null,
  contact_index bytea not null,
  role text not null check (role in ('manager', 'viewer')),
  state text not null default 'pending' check (state in ('pending', 'accepted', 'declined', 'withdrawn')),
  invited_by uuid not null references account,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  answered_at timestamptz
);
create index invitation_farm on invitation (farm_id);
create index invitation_contact on invitation (contact_index) where state = 'pending';
create index invitation_invited_by on invitation (invited_by);
