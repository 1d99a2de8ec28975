-- Suppresses a number because somebody here said so: as suppress, with an entry in the activity log, which
-- does not hold the number.
create function public.suppress_by_hand(
  p_phone text, p_scope text, p_words text, p_actor jsonb, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_done jsonb := public.suppress(p_phone, p_scope, 'api', p_words, null, p_now);
begin
  perform private.note_activity(p_actor, 'number_suppressed', 'suppression', v_done ->> 'suppression_id',
    p_now, jsonb_build_object('scope', p_scope, 'is_new', v_done -> 'is_new'),
    (select l.id from public.leads l where l.phone = p_phone order by l.id limit 1));
  return v_done;
end;
$$;
