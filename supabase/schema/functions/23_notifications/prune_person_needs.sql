-- Deletes needs that ended before p_before, with what was sent about them. Returns how many.
create function public.prune_person_needs(p_before timestamptz, p_limit integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_gone integer;
begin
  delete from public.person_needs where id in (
    select n.id from public.person_needs n where n.ended_at < p_before order by n.ended_at limit p_limit);
  get diagnostics v_gone = row_count;
  return v_gone;
end;
$$;
