-- Switches that stop everything, or one channel, at once.
create table public.switches (
  name text primary key,
  is_on boolean not null default false,
  reason text,
  updated_at timestamptz not null default now(),
  -- The name of who set it last: a person, an API key, or this system by itself.
  set_by text
);

insert into public.switches (name) values ('stop_all'), ('stop_calls'), ('stop_texts');

select private.tell_of('switch', 'public.switches', 'switches', null, p_topic => 'name',
  p_key => '{name}');
