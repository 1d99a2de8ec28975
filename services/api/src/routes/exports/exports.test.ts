import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '@ringback/shared/testing/until.ts';
import { ADMIN_KEY, startWorld, type World } from '../../testing/api-world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

async function fileOf(path: string) {
  const { status, headers, text } = await world.call('GET', path);
  return { status, headers, text, lines: text.trimEnd().split('\n') };
}

describe('a list as a file', () => {
  it('has every row that its filters leave, over as many pages as it takes', async () => {
    await world.db.exec(`insert into leads (name, phone, lead_status, created_at, updated_at)
      select 'Many ' || n, '+1404' || (5550000 + n)::text, case n % 2 when 0 then 'contacted' else 'new' end, now(), now()
      from generate_series(1, 1300) n`);
    const { headers, lines } = await fileOf('/api/exports/leads?q=Many&status=contacted');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="?ringback-leads-\d{4}-\d\d-\d\d\.csv"?$/,
    );
    const columns = lines[0]?.split(',') ?? [];
    expect(columns).toEqual(expect.arrayContaining(['id', 'name', 'phone', 'email', 'created_at']));
    const names = lines.slice(1).map((line) => line.split(',')[columns.indexOf('name')]);
    const wanted = Array.from({ length: 650 }, (_, index) => `Many ${1300 - 2 * index}`);
    expect(names).toEqual(wanted);
  });

  it('runs nothing in a spreadsheet, and breaks at no quote', async () => {
    await world.db.exec(`insert into leads (name, phone, created_at, updated_at) values
      ('=HYPERLINK("http://evil.example")', '+14045560001', now(), now()),
      ('O''Hara, "June"', '+14045560002', now(), now())`);
    const { text } = await fileOf('/api/exports/leads?q=%2B1404556');
    expect(text).toContain('"\'=HYPERLINK(""http://evil.example"")"');
    expect(text).toContain('"O\'Hara, ""June"""');
    expect(text).toContain('+14045560002');
  });

  it('begins with the mark by which a spreadsheet knows its encoding', async () => {
    const answer = await fetch(`${world.api.url}/api/exports/suppressions`, {
      headers: { authorization: `Bearer ${ADMIN_KEY}` },
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
  });

  it.each([
    ['calls', 'status', 'call_sid'],
    ['conversations?view=ended', 'kind', 'last_text'],
    ['suppressions', 'phone', 'words'],
  ])('exists of %s', async (path, ...columns) => {
    const { status, lines } = await fileOf(`/api/exports/${path}`);
    expect(status).toBe(200);
    expect(lines[0]?.split(',')).toEqual(expect.arrayContaining(columns));
  });

  it('is recorded with who took it and how it was filtered, without a word of it', async () => {
    await fileOf('/api/exports/leads?q=O%27Hara&status=new');
    const [row] = await until(
      () =>
        world.db.exec(
          `select action, subject_id, details, actor_kind from activity_log order by id desc limit 1`,
        ),
      // Written once the file has gone out.
      ([found]) => 'whole' in ((found?.['details'] ?? {}) as object),
    );
    expect(row).toEqual({
      action: 'exported',
      subject_id: 'leads',
      details: { filters: ['q', 'status'], values: { status: 'new' }, rows: 1, whole: true },
      actor_kind: 'key',
    });
  });

  it('has nothing of a lead that was deleted, but the bare facts of its calls', async () => {
    await world.db.exec(`insert into leads (name, phone, created_at, updated_at)
      values ('Gone Girl', '+14045570001', now(), now());
      insert into calls (id, lead_id, lead_phone, direction, provider, voice, to_number, status, run_at, ended_at,
        settled_at, created_at, updated_at)
      select gen_random_uuid(), id, phone, 'outbound', 'twilio', 'openai', phone, 'no_answer', now(), now(), now(), now(), now()
        from leads where phone = '+14045570001';
      insert into suppressions (phone, phone_hash, scope, source, words, created_at)
      values ('+14045570001', private.phone_hash('+14045570001'), 'all', 'manual', 'Gone Girl says no', now())`);
    const lists = ['leads', 'calls', 'conversations?view=ended', 'suppressions'];
    const texts = async () =>
      (await Promise.all(lists.map((list) => fileOf(`/api/exports/${list}`))))
        .map(({ text }) => text)
        .join('');
    expect(await texts()).toMatch(/4045570001/);
    await world.db.exec(
      `select public.delete_lead((select id from leads where phone = '+14045570001'), now())`,
    );
    expect(await texts()).not.toMatch(/4045570001|Gone Girl/);
  });

  it('takes the filters of the list and no others', async () => {
    expect((await fileOf('/api/exports/leads?limit=5')).status).toBe(400);
    expect((await fileOf('/api/exports/calls?status=asleep')).status).toBe(400);
  });
});
