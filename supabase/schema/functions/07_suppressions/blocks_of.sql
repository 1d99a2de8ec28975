-- The suppressions of a number that are in force: [{scope, source, at}]. It runs for every
-- decision, so its plan is cached; the settings keep a plan that was made on small tables from
-- reading large ones whole.
create function private.blocks_of(p_phone text) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('scope', s.scope, 'source', s.source, 'at', s.created_at))
    from public.suppressions s
    where s.phone_hash = private.phone_hash(p_phone) and s.lifted_at is null), '[]');
end;
$$;
