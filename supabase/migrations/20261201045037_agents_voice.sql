-- By hand: what becomes of tables, so that they are as supabase/schema/tables says. With a new table
-- belongs: select private.close_tables();

-- Rows that exist keep the voice that they name.
alter table public.agents alter column voice set default 'default';
