-- Deletes a shift. False: there is none.
create function public.delete_duty_shift(p_id uuid, p_actor jsonb, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.duty_shifts where id = p_id;
  if not found then
    return false;
  end if;
  perform private.note_activity(p_actor, 'duty_shift_deleted', 'duty_shift', p_id::text, p_now);
  return true;
end;
$$;
