create table public.consents (
  id bigint generated always as identity primary key,
  lead_id bigint references public.leads (id) on delete set null,
  phone text not null,
  channel text not null check (channel in ('text', 'call', 'all')),
  kind text not null check (kind in ('written', 'express', 'implied', 'operator', 'keyword')),
  -- The words that were agreed to, and where.
  text text,
  text_version text,
  url text,
  ip text,
  user_agent text,
  form_id text,
  source text not null,
  evidence jsonb not null default '{}',
  at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- The same form received twice is one consent.
create unique index consents_once on public.consents (
  phone, channel, kind, source, coalesce(form_id, ''), coalesce(text_version, ''),
  md5(coalesce(text, ''))
) where revoked_at is null;
create index consents_of_lead on public.consents (lead_id, id desc);

-- Revoked ones, too: a decision is judged by all of them.
create index consents_of_phone on public.consents (phone, id desc);

select private.tell_of('consent', 'public.consents', 'consents', 'id',
  p_hidden => '{text,url,ip,user_agent,evidence,created_at,updated_at}');
