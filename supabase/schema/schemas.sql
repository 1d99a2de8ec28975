-- Who may touch what: the service role, and nobody else. Postgres lets everybody call a new function,
-- and Supabase lets them use a new table: a migration that makes some closes them.
create schema if not exists private;
grant usage on schema public, private to service_role;
