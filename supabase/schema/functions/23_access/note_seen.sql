-- Keeps these sessions as seen: a page of theirs is open. Other ids are passed over.
create function public.note_seen(p_ids jsonb, p_now timestamptz) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_seen integer;
begin
  update public.sessions s set last_seen_at = p_now
  where s.id in (select value::uuid from jsonb_array_elements_text(p_ids))
    and s.last_seen_at < p_now - interval '20 seconds';
  get diagnostics v_seen = row_count;
  return v_seen;
end;
$$;
