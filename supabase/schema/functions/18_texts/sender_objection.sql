-- Null: the sender is free for this text, and stays so until the end of the transaction. Otherwise
-- {rule: sender_pace | sender_rests, until, reason}. A text may be sent half a second ahead of the
-- pace, an answer a whole second: it finds the sender free while a campaign still waits.
create function private.sender_objection(
  p_message public.sms_messages, p_segments integer, p_usual numeric, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_sender public.senders;
  v_answers boolean := private.is_answer(p_message.kind);
  v_pace numeric;
  v_turn timestamptz;
begin
  select * into v_sender from public.senders where sender = p_message.sender for update;
  if not found then
    return null;
  end if;
  if v_sender.rests_until > p_now then
    return jsonb_build_object('rule', 'sender_rests', 'until', v_sender.rests_until,
      'reason', format('The carrier takes nothing from this sender for a while (%s).', v_sender.rest_reason));
  end if;
  v_pace := coalesce(v_sender.per_second, p_usual, v_sender.usual_per_second);
  v_turn := v_sender.free_at - make_interval(
    secs => (case when v_answers then greatest(1, 1 / v_pace) else 0.5 end)::double precision);
  if v_turn <= p_now then
    return null;
  end if;
  v_turn := greatest(v_turn, case when v_answers then v_sender.next_answer_at else v_sender.next_other_at end);
  if v_turn > p_now + interval '5 seconds' then
    -- Too long for a job to wait: the text goes back to waiting in its row, where it costs nothing.
    update public.sms_messages set enqueue_at = send_at where message_id = p_message.message_id;
  else
    update public.sms_messages set enqueue_at = v_turn + interval '20 seconds'
    where message_id = p_message.message_id;
    update public.senders s
    set next_answer_at = case when v_answers then v.next else s.next_answer_at end,
        next_other_at = case when v_answers then s.next_other_at else v.next end
    from (select v_turn + make_interval(secs => (p_segments / v_pace)::double precision) as next) v
    where s.sender = p_message.sender;
  end if;
  return jsonb_build_object('rule', 'sender_pace', 'until', v_turn,
    'reason', 'The sender has sent what it may send for the moment.');
end;
$$;
