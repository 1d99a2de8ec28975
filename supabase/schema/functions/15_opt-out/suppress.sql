-- Suppresses a number. Repeated, it adds nothing; a suppression that START had lifted is in force
-- again. Returns {suppression_id, canceled_calls, canceled_texts, is_new}.
create function public.suppress(
  p_phone text, p_scope text, p_source text, p_words text, p_call_id uuid, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_id bigint;
  v_new boolean := false;
  v_canceled integer := 0;
  v_texts integer := 0;
begin
  perform private.lock_phone(p_phone);
  insert into public.suppressions as s
    (phone, phone_hash, scope, source, words, call_id, created_at)
  values (p_phone, private.phone_hash(p_phone), p_scope, p_source, p_words, p_call_id, p_now)
  on conflict (phone_hash, scope) do update
    set lifted_at = null, phone = excluded.phone, source = excluded.source, words = excluded.words,
        call_id = excluded.call_id, created_at = excluded.created_at
    where s.lifted_at is not null
  returning id into v_id;
  v_new := v_id is not null;
  if v_id is null then
    -- A refusal that START could lift is repeated in a way that START cannot lift: the new source
    -- counts.
    update public.suppressions
    set source = p_source, words = p_words, call_id = p_call_id, message_id = null
    where phone_hash = private.phone_hash(p_phone) and scope = p_scope
      and source in ('text', 'carrier') and p_source not in ('text', 'carrier');
    select id into v_id from public.suppressions
    where phone_hash = private.phone_hash(p_phone) and scope = p_scope;
  end if;
  if p_scope in ('all', 'voice') then
    update public.calls
    set status = 'canceled', end_reason = 'suppressed', ended_at = p_now, settled_at = p_now,
        updated_at = p_now
    where lead_phone = p_phone and private.is_waiting(status);
    get diagnostics v_canceled = row_count;
  end if;
  if p_scope in ('all', 'sms') then
    v_texts := private.cancel_planned(p_phone, '{campaign,single,reply,human}', 'opted_out', p_now);
    perform private.halt_enrollments(p_phone, 'stopped', 'opted_out', p_now);
    update public.sms_conversations
    set reply_due_at = null, reply_first_at = null, updated_at = p_now
    where lead_phone = p_phone and reply_due_at is not null;
    -- Said in a call or entered by the operator, it ends the conversations in texts, too. For a
    -- refusal by text, the function that read it ends the conversation with its words.
    if p_source not in ('text', 'carrier') then
      perform private.end_conversations(p_phone, jsonb_build_object('words', p_words,
        'scope', p_scope, 'source', p_source, 'call_id', p_call_id), p_now);
    end if;
  end if;
  -- The lead is locked before its consents, as in an import.
  update public.leads
  set lead_status = 'do_not_contact', updated_at = p_now
  where phone = p_phone and p_scope = 'all' and lead_status <> 'do_not_contact';
  update public.consents
  set revoked_at = p_now, updated_at = p_now
  where phone = p_phone and revoked_at is null
    and (p_scope = 'all' or channel = case p_scope when 'sms' then 'text' else 'call' end);
  return jsonb_build_object('suppression_id', v_id, 'canceled_calls', v_canceled,
    'canceled_texts', v_texts, 'is_new', v_new);
end;
$$;
