-- Stores up to five hundred leads. p: {source, campaign_id?, consent?, rows: [{line, consent?, and
-- a row of private.fill_leads}]}. The numbers are in E.164. Returns {rows: [{line, result,
-- lead_id?}]}: besides the verdicts of receive_lead, `bad_phone`, `own_number` and `repeated` (the
-- same number and extension earlier in this batch).
create function public.import_leads(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_salt text := (select d.value from public.data_secrets d where d.name = 'phone_salt');
  v_source text := coalesce(p ->> 'source', 'import');
  v_rows jsonb := private.read_batch(p -> 'rows');
  v_ids bigint[];
  v_created bigint[];
begin
  select coalesce(array_agg(f.id), '{}') into v_created
  from private.fill_leads((select jsonb_agg(e -> 'row') from jsonb_array_elements(v_rows) e
                           where e ->> 'fault' is null), v_source, p_now) f (id);
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
