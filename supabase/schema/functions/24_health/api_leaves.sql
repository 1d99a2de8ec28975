-- An api stops in good order.
create function public.api_leaves(p_instance text, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.close_door(p_now);
  perform public.sign_off('api', p_instance);
end;
$$;
