-- Five hundred leads in one step. p: {source, campaign_id?, consent?, rows: [{line, phone,
-- phone_extension?, name?, …, consent?}]}. The numbers are E.164 already. Returns {rows: [{line, result,
-- lead_id?}]}: besides the verdicts of receive_lead, `bad_phone`, `own_number` and `repeated` (the same
-- number and extension earlier in this batch).
create function public.import_leads(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_salt text := (select d.value from public.data_secrets d where d.name = 'phone_salt');
  v_source text := coalesce(p ->> 'source', 'import');
  v_rows jsonb := private.read_batch(p -> 'rows');
  v_ids bigint[];
  v_created bigint[];
begin
  with good as (
    select e ->> 'phone' as phone, e ->> 'extension' as extension, e -> 'row' as r
    from jsonb_array_elements(v_rows) e
    where e ->> 'fault' is null order by e ->> 'phone', e ->> 'extension'
  ), made as (
    insert into public.leads as l (
      phone, phone_extension, name, email, external_id, source, country, timezone, region, postal_code, custom,
      created_at, updated_at)
    select g.phone, g.extension, g.r ->> 'name', g.r ->> 'email', g.r ->> 'external_id', v_source,
           g.r ->> 'country', g.r ->> 'timezone', g.r ->> 'region', g.r ->> 'postal_code',
           coalesce(g.r -> 'custom', '{}'), p_now, p_now
    from good g
    on conflict (phone, phone_extension) do update
      set name = coalesce(l.name, excluded.name), email = coalesce(l.email, excluded.email),
          external_id = coalesce(l.external_id, excluded.external_id),
          timezone = coalesce(l.timezone, excluded.timezone),
          region = coalesce(l.region, excluded.region),
          postal_code = coalesce(l.postal_code, excluded.postal_code),
          custom = excluded.custom || l.custom, updated_at = p_now
      where (l.name is null and excluded.name is not null)
        or (l.email is null and excluded.email is not null)
        or (l.external_id is null and excluded.external_id is not null)
        or (l.timezone is null and excluded.timezone is not null)
        or (l.region is null and excluded.region is not null)
        or (l.postal_code is null and excluded.postal_code is not null)
        or not l.custom @> (excluded.custom || l.custom)
    returning l.id, (xmax = 0) as is_new
  )
  select coalesce(array_agg(m.id) filter (where m.is_new), '{}') into v_created from made m;
  select coalesce(array_agg(l.id), '{}') into v_ids
  from jsonb_array_elements(v_rows) e
  cross join lateral (
    select x.id, x.phone from public.leads x
    where x.phone = e ->> 'phone' and x.phone_extension is not distinct from e ->> 'extension' limit 1) l
  where e ->> 'fault' is null;

  perform private.add_consent(l.id, l.phone, v_source, coalesce(e -> 'row' -> 'consent', p -> 'consent'), p_now)
  from jsonb_array_elements(v_rows) e
  cross join lateral (
    select x.id, x.phone from public.leads x
    where x.phone = e ->> 'phone' and x.phone_extension is not distinct from e ->> 'extension' limit 1) l
  where e ->> 'fault' is null
    and jsonb_typeof(coalesce(e -> 'row' -> 'consent', p -> 'consent')) = 'object'
    and not exists (select 1 from public.suppressions b
                    where b.phone_hash = encode(sha256(convert_to(v_salt || l.phone, 'UTF8')), 'hex')
                      and b.scope in ('all', 'sms') and b.lifted_at is null);

  return jsonb_build_object('rows', (
    with enrolled as (
      select * from private.enroll_leads((p ->> 'campaign_id')::uuid, v_ids, p_now)
      where p ->> 'campaign_id' is not null
    )
    select coalesce(jsonb_agg(jsonb_build_object(
      'line', e -> 'line', 'lead_id', l.id, 'created', l.id = any (v_created),
      'result', coalesce(e ->> 'fault', en.verdict, 'stored')) order by (e ->> 'n')::integer), '[]')
    from jsonb_array_elements(v_rows) e
    left join lateral (
      select x.id from public.leads x
      where x.phone = e ->> 'phone' and x.phone_extension is not distinct from e ->> 'extension'
        and e ->> 'fault' is null limit 1) l on true
    left join enrolled en on en.of_lead = l.id));
end;
$$;
