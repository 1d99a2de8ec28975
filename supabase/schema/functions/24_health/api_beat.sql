-- An api's heartbeat, and that it receives webhooks. The first is written less often, as often as
-- it is needed.
create function public.api_beat(p_instance text, p_opens boolean, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.note_door(p_opens, p_now);
  if not exists (select 1 from public.signs_of_life s
                 where s.service = 'api' and s.instance = p_instance
                   and s.at > clock_timestamp() - interval '1500 milliseconds') then
    perform public.sign_of_life('api', p_instance, null);
  end if;
end;
$$;
