-- When somebody is on duty, week by week. A shift that ends before it starts ends on the next day.
create table public.duty_shifts (
  id uuid primary key,
  user_id uuid not null references public.users (id),
  days text[] not null check (cardinality(days) > 0
    and days <@ '{mon,tue,wed,thu,fri,sat,sun}'),
  -- Times of day, as 22:00. 24:00 is the end of the day.
  starts text not null check (starts ~ '^\d\d:\d\d$'),
  ends text not null check (ends ~ '^\d\d:\d\d$'),
  time_zone text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index duty_shifts_of_user on public.duty_shifts (user_id);
