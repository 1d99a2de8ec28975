-- Copies onto an enrollment until when and why the call or text of its next step is held.
create function private.tell_held() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_row jsonb := to_jsonb(new);
begin
  update public.sms_campaign_enrollments
  set held_until = new.held_until, held_rule = new.held_rule, updated_at = new.updated_at
  where id = new.enrollment_id
    and case when v_row ? 'message_id' then message_id = (v_row ->> 'message_id')::uuid
        else call_id = (v_row ->> 'id')::uuid end
    and (held_until, held_rule) is distinct from (new.held_until, new.held_rule);
  return null;
end;
$$;
