-- Which numbers are our own. They become no leads, by whichever door, and get no answer of the agent:
-- one call whose caller id is our own number would otherwise make a lead of everybody who rings us.

create table private.our_numbers (
  phone text primary key,
  -- settings, campaign: somebody said so. called, texted: a carrier or a relay named it as the number
  -- that was rung or written to.
  known_by text not null check (known_by in ('settings', 'campaign', 'called', 'texted')),
  created_at timestamptz not null
);

create function private.is_ours(p_phone text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from private.our_numbers o where o.phone = p_phone);
$$;

-- Remembers a number as ours. Where that is hearsay, a number that a lead has is left to the lead: a
-- relay that mixes up its two numbers must not cut anybody off.
create function private.know_number(p_phone text, p_known_by text, p_now timestamptz) returns void
language sql security definer set search_path = '' as $$
  insert into private.our_numbers as o (phone, known_by, created_at)
  select p_phone, p_known_by, p_now
  where not private.is_withheld(p_phone)
    and (p_known_by in ('settings', 'campaign')
      or not exists (select 1 from public.leads l where l.phone = p_phone))
  on conflict (phone) do nothing;
$$;

-- The numbers that the settings name.
create function public.know_our_numbers(p_numbers text[], p_now timestamptz) returns void
language sql security definer set search_path = '' as $$
  select private.know_number(n, 'settings', p_now) from unnest(p_numbers) n;
$$;

create function private.know_sender_number() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.know_number(new.sender, tg_argv[0], new.updated_at);
  return null;
end;
$$;
create trigger campaigns_know_number after insert or update of sender on public.campaigns
  for each row execute function private.know_sender_number('campaign');
create trigger senders_know_number after insert on public.senders
  for each row execute function private.know_sender_number('texted');

-- The last of all doors. The states are known to db/client.ts, which says it to people.
create function private.refuse_nobody() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if private.is_ours(new.phone) then
    raise exception 'a number of our own is no lead' using errcode = 'P0R01';
  elsif private.is_withheld(new.phone) then
    raise exception 'a withheld number is no lead' using errcode = 'P0R02';
  end if;
  return new;
end;
$$;
create trigger leads_refuse_nobody before insert or update of phone on public.leads
  for each row execute function private.refuse_nobody();

-- Whether a call may be planned to a number by itself: nobody rings a withheld caller back.
create function private.can_be_rung(p_phone text) returns boolean
language sql stable security definer set search_path = '' as $$
  select not private.is_withheld(p_phone) and not private.is_ours(p_phone)
    and not private.is_suppressed(p_phone, 'voice');
$$;

select private.close_functions();
