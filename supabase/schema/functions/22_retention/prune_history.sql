-- Deletes up to p_limit rows of a kind that are older than p_before; returns how many. p_kind:
-- webhook_receipts | call_events | contact_decisions | idempotency_keys | transcripts. Rows of a
-- call that is not over stay: a decision still says why it waits, and a key still says that it was
-- ordered.
--
-- It deletes in slices, each by an index that begins with the oldest, so that no writer waits for
-- it and a slice costs the same at any size.
create function public.prune_history(p_kind text, p_before timestamptz, p_limit integer)
returns integer
language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_gone integer;
begin
  if p_kind = 'webhook_receipts' then
    delete from public.webhook_receipts where id in (
      select r.id from public.webhook_receipts r where r.last_received_at < p_before
      order by r.last_received_at limit p_limit);
  elsif p_kind = 'call_events' then
    delete from public.call_events where id in (
      select e.id from public.call_events e where e.received_at < p_before
        and not exists (select 1 from public.calls c where c.id = e.call_id and c.ended_at is null)
      order by e.received_at limit p_limit);
  elsif p_kind = 'contact_decisions' then
    delete from public.contact_decisions where id in (
      select d.id from public.contact_decisions d where d.at < p_before
        and not exists (select 1 from public.calls c where c.id = d.call_id and c.ended_at is null)
        and not exists (select 1 from public.sms_messages m where m.message_id = d.message_id
                        and private.is_waiting(m.delivery_status))
      order by d.at limit p_limit);
  elsif p_kind = 'idempotency_keys' then
    delete from public.idempotency_keys where key_hash in (
      select k.key_hash from public.idempotency_keys k where k.created_at < p_before
        and not exists (select 1 from public.calls c where c.id = k.call_id and c.ended_at is null)
      order by k.created_at limit p_limit);
  elsif p_kind = 'transcripts' then
    delete from public.conversation_transcripts where id in (
      select t.id from public.conversation_transcripts t where t.timestamp < p_before
        and not exists (select 1 from public.calls c where c.call_sid = t.call_sid and c.ended_at is null)
      order by t.timestamp limit p_limit);
  else
    raise exception 'prune_history: nothing is called %', p_kind using errcode = '22023';
  end if;
  get diagnostics v_gone = row_count;
  return v_gone;
end;
$$;
