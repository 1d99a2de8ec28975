-- The consents of a number, newest first; revoked ones too.
create function public.consents_by_phone(p_phone text) returns setof public.consents
language sql stable security definer set search_path = '' as $$
  select c.* from public.consents c where c.phone = p_phone order by c.id desc;
$$;
