-- When to ask the carrier again about an order that it has not reported on: 15 s, 60 s and 5 min
-- after it left. Null: it was asked often enough; the order is presumed not to have reached it.
create function private.look_again_at(p_left_at timestamptz, p_now timestamptz) returns timestamptz
language sql stable set search_path = '' as $$
  select min(p_left_at + pause) from unnest('{15 seconds,60 seconds,5 minutes}'::interval[]) pause
  where p_left_at + pause > p_now;
$$;
