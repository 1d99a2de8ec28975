-- Counts an attempt to sign in as failed until open_session takes it back, so that simultaneous
-- attempts are all counted. p: {email, address}: hashes. Returns {left: attempts after this one} or
-- {retry_after: seconds}.
create function public.begin_sign_in(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_most constant integer := 5;
  v_window constant interval := '10 minutes';
  v_keys text[] := array[p ->> 'email', p ->> 'address'];
  v_count integer;
  v_until timestamptz;
begin
  perform pg_advisory_xact_lock(hashtextextended('ringback:sign_in:' || o.key, 0))
  from (select distinct k as key from unnest(v_keys) k order by 1) o;
  delete from private.sign_in_tries t where t.at <= p_now - v_window;
  select max(c.tries), max(c.oldest + v_window) filter (where c.tries >= v_most)
  into v_count, v_until
  from (select count(*) as tries, min(t.at) as oldest from private.sign_in_tries t
        where t.key_hash = any (v_keys) group by t.key_hash) c;
  if v_until is not null then
    return jsonb_build_object(
      'retry_after', greatest(1, ceil(extract(epoch from v_until - p_now)))::integer);
  end if;
  insert into private.sign_in_tries (key_hash, at) select distinct k, p_now from unnest(v_keys) k;
  return jsonb_build_object('left', v_most - 1 - coalesce(v_count, 0));
end;
$$;
