-- The columns of a lead that SQL handles by their names: a copy of domain/lead.ts, which "npm run
-- migration" writes here.
create table private.lead_columns (
  name text primary key,
  -- Forms and import files fill it in where the lead has none.
  is_filled boolean not null,
  -- The search reads it.
  is_searched boolean not null
);
