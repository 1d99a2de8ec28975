-- Sets the state of the agent's answer: a worker that begins to make it takes the next fence; after
-- any other change it is owed only.
create function private.note_reply_state() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.reply_state := case
    when new.owner = 'paused' and new.reply_state = 'held' then 'held'
    when new.reply_due_at is null then null
    when tg_op = 'UPDATE' and new.reply_fence > old.reply_fence then 'writing'
    else 'due' end;
  return new;
end;
$$;
