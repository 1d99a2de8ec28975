-- Takes back what is planned for a phone number, or in one of its conversations, and has not left.
-- Drafts stay as suppressed drafts, everything else is canceled, and an enrollment that waited for
-- such a text waits for the sweep again.
create function private.cancel_planned(
  p_phone text, p_kinds public.message_kind[], p_reason text, p_now timestamptz,
  p_conversation_id uuid default null
) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_ids uuid[];
begin
  with gone as (
    update public.sms_messages m
    set delivery_status = case when m.author = 'ai' then 'suppressed' else 'canceled' end::public.delivery_status,
        suppressed_reason = p_reason, enqueue_at = null, updated_at = p_now
    where m.lead_phone = p_phone and private.is_waiting(m.delivery_status)
      and m.kind = any (p_kinds)
      and (p_conversation_id is null or m.conversation_id = p_conversation_id)
    returning m.message_id
  )
  select coalesce(array_agg(g.message_id), '{}') into v_ids from gone g;
  update public.sms_campaign_enrollments set message_id = null, updated_at = p_now
  where message_id = any (v_ids);
  return cardinality(v_ids);
end;
$$;
