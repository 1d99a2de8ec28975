-- What a decision about a text or a call is judged by. Asked before every single one, so that plans
-- are kept; one made while the tables were small would read them whole.
--
-- [{scope, source, at}]: the blocks of a number that are in force.
create function private.blocks_of(p_phone text) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('scope', s.scope, 'source', s.source, 'at', s.created_at))
    from public.suppressions s
    where s.phone_hash = private.phone_hash(p_phone) and s.lifted_at is null), '[]');
end;
$$;
