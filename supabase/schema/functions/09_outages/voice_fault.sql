-- Why calls cannot be answered now, in a word, or null. A service without a heartbeat within
-- p_within is unavailable; one healthy instance is enough.
create function private.voice_fault(p_within interval) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when not exists (select 1 from public.signs_of_life s
      where s.service = 'api' and s.at > clock_timestamp() - p_within) then 'api_away'
    when not exists (select 1 from public.signs_of_life s
      where s.service = 'media-gateway' and s.at > clock_timestamp() - p_within) then 'gateway_away'
    else (select case when bool_or(s.fault is null) then null else max(s.fault) end
      from public.signs_of_life s
      where s.service = 'media-gateway' and s.at > clock_timestamp() - p_within) end;
$$;
