-- One row for each campaign and day: how much of the day is used. Kept as numbers, since counting
-- the day's texts before each text would cost more with each of them.
create table public.campaign_days (
  day date not null,
  campaign_id uuid not null,
  granted integer not null default 0,
  spent_usd numeric not null default 0,
  primary key (campaign_id, day)
);
