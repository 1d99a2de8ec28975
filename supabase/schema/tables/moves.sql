-- Which status may follow which, in each life: a copy of domain/lives.ts, which "npm run migration"
-- writes here.
create table private.moves (
  -- call, text, conversation, enrollment or campaign.
  life text not null,
  from_status text not null,
  to_status text not null,
  primary key (life, from_status, to_status)
);
