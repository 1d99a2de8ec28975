-- Deletes a rule, and what it has not sent yet. False: there is none.
create function public.delete_notification_rule(p_id uuid, p_actor jsonb, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.notification_rules where id = p_id;
  if not found then
    return false;
  end if;
  perform private.note_activity(p_actor, 'notification_rule_deleted', 'notification_rule', p_id::text, p_now);
  return true;
end;
$$;
