-- What a house is used for just now, which its climate follows. Source: decisions.md D12.
alter table coop
  add column house_mode text not null default 'growth'
    check (house_mode in ('empty', 'pre_heat', 'growth', 'catching'));
