-- Whether a person waits for this text: an answer, a notice, or what a colleague writes.
create function private.is_answer(p_kind public.message_kind) returns boolean
language sql immutable set search_path = '' as $$
  select p_kind not in ('campaign', 'single');
$$;
