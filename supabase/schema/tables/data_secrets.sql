-- One row for each secret that belongs to the data and not to a process: losing it would lift every
-- suppression whose lead was deleted.
create table public.data_secrets (
  name text primary key,
  value text not null
);

insert into public.data_secrets (name, value)
values ('phone_salt', gen_random_uuid()::text || gen_random_uuid()::text);
