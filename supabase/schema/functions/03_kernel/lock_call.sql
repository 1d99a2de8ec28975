-- The call, under the lock of its phone number; all null where there is none. The number is locked
-- before the row. A row that appears or gets another number in between is read again, so that no
-- row is used without the lock of its number.
create function private.lock_call(p_id uuid) returns public.calls
language plpgsql security definer set search_path = '' as $$
declare
  v_phone text;
  v_row public.calls;
begin
  loop
    v_phone := (select r.lead_phone from public.calls r where r.id = p_id);
    exit when v_phone is null;
    perform private.lock_phone(v_phone);
    select * into v_row from public.calls r
    where r.id = p_id and r.lead_phone = v_phone for update;
    exit when found;
  end loop;
  return v_row;
end;
$$;
