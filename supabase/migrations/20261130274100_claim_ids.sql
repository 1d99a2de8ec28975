-- Each attempt of a worker brings an id of its own with its claim, so that an answer of the database
-- that got lost can be asked for again: the same attempt hears the same, and claims nothing twice.
-- Without the answer it gives its claim up by that id. A carrier's lost answer is another matter: what
-- it was told cannot be taken back. Here only we know, and nothing has left us.

-- The id becomes the last of those that have claimed this row, of which the last twenty are kept.
create function private.with_claim(p_ids uuid[], p_claim_id text) returns uuid[]
language sql immutable set search_path = '' as $$
  select case when p_claim_id is null then p_ids
    else (array_remove(p_ids, p_claim_id::uuid) || p_claim_id::uuid)
      [greatest(1, cardinality(array_remove(p_ids, p_claim_id::uuid)) - 18):] end;
$$;

-- Null: this id has not been here. `current`: the row is claimed by it. `over`: it was given up, or
-- others have claimed the row since.
create function private.claim_state(p_ids uuid[], p_claim_id text, p_is_claimed boolean) returns text
language sql immutable set search_path = '' as $$
  select case
    when p_claim_id is null or not p_claim_id::uuid = any (p_ids) then null
    when p_is_claimed and p_ids[cardinality(p_ids)] = p_claim_id::uuid then 'current'
    else 'over' end;
$$;

-- What the claim of a call is answered with.
create function private.call_claimed(p_call public.calls) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('verdict', 'go', 'fence', p_call.fence, 'call', to_jsonb(p_call),
    'lead', (select to_jsonb(l) from public.leads l where l.id = p_call.lead_id),
    'max_seconds', coalesce((select a.max_seconds from public.agents a where a.id = p_call.agent_id), 900));
$$;

-- The answer for who asks again with the id of its claim; null for a new one. The caller has locked
-- the row.
create function private.call_claimed_before(p_call public.calls, p_claim_id text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select case private.claim_state(p_call.claim_ids, p_claim_id,
      p_call.status in ('dialing', 'unknown') and p_call.call_sid is null)
    when 'current' then private.call_claimed(p_call)
    when 'over' then jsonb_build_object('verdict', 'skip', 'status', 'given_up') end;
$$;

create function private.message_claimed(p_message public.sms_messages) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('verdict', 'go', 'fence', p_message.fence, 'message', to_jsonb(p_message),
    'conversation', (select to_jsonb(v) from public.sms_conversations v
                     where v.id = p_message.conversation_id));
$$;

create function private.message_claimed_before(p_message public.sms_messages, p_claim_id text)
returns jsonb
language sql stable security definer set search_path = '' as $$
  select case private.claim_state(p_message.claim_ids, p_claim_id,
      p_message.delivery_status in ('sending', 'unknown') and p_message.provider_sid is null)
    when 'current' then private.message_claimed(p_message)
    when 'over' then jsonb_build_object('verdict', 'skip', 'status', 'given_up') end;
$$;

-- The attempt never learned whether it had claimed the call, and has not dialed. If it had, the call
-- waits for its next turn; in any case this id claims nothing any more, however late it comes.
-- Returns whether the call was claimed by it.
create function public.give_up_call_claim(p_id uuid, p_claim_id uuid, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
begin
  select * into v_call from public.calls where id = p_id for update;
  if not found then
    return false;
  end if;
  if private.claim_state(v_call.claim_ids, p_claim_id::text,
      v_call.status in ('dialing', 'unknown') and v_call.call_sid is null) is distinct from 'current' then
    -- In front: the last one is whose claim holds.
    update public.calls set claim_ids = array_prepend(p_claim_id, claim_ids)
    where id = p_id and not p_claim_id = any (claim_ids);
    return false;
  end if;
  return public.release_call(p_id, v_call.fence, 'scheduled', p_now, 'claim_given_up', p_now);
end;
$$;

-- The same for a text.
create function public.give_up_message_claim(p_id uuid, p_claim_id uuid, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
begin
  v_message := private.lock_message(p_id);
  if v_message.message_id is null then
    return false;
  end if;
  if private.claim_state(v_message.claim_ids, p_claim_id::text,
      v_message.delivery_status in ('sending', 'unknown') and v_message.provider_sid is null)
      is distinct from 'current' then
    update public.sms_messages set claim_ids = array_prepend(p_claim_id, claim_ids)
    where message_id = p_id and not p_claim_id = any (claim_ids);
    return false;
  end if;
  return (public.release_message(p_id, v_message.fence,
    jsonb_build_object('status', 'pending', 'send_at', p_now), 'claim_given_up', p_now)
    ->> 'released')::boolean;
end;
$$;

select private.close_functions();
