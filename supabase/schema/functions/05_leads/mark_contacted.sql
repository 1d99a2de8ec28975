-- The carrier has accepted the call: the lead has been contacted by it.
create function private.mark_contacted(p_lead_id bigint, p_call_sid text, p_now timestamptz)
returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform public.link_call(p_lead_id, p_call_sid, 'outbound', p_now);
  update public.leads
  set lead_status = case when lead_status = 'do_not_contact' then lead_status else 'contacted' end,
      last_contacted_at = p_now,
      -- Replaces the line that this system wrote; a person's notes stay.
      notes = concat_ws(
        e'\n',
        nullif(btrim(regexp_replace(coalesce(notes, ''), 'Outbound call \S+ initiated', '', 'g'), e'\n '), ''),
        'Outbound call ' || p_call_sid || ' initiated'
      ),
      updated_at = p_now
  where id = p_lead_id;
end;
$$;
