import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parsePhone } from '@ringback/shared/domain/phone-number/phone.ts';
import { until } from '@ringback/shared/testing/until.ts';
import { ADMIN_KEY, NOON, startWorld, type World } from '../../testing/api-world.ts';
import { createImportLeads } from './import-leads.ts';
import { createReadRow } from './read-row.ts';

let world: World;
let numbers = 0;
const lines: string[] = [];
beforeAll(async () => {
  world = await startWorld({ lines, env: { TWILIO_FROM: '+12025550190' } });
});
afterAll(() => world.stop());

const number = () => `+1212555${String(4000 + numbers++)}`;
const send = (file: string | Uint8Array, query = '', headers: Record<string, string> = {}) =>
  world.send(`/api/leads/import${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'text/csv', ...headers },
    body: file as string,
  });
const leadOf = async (phone: string) =>
  (await world.db.exec(`select * from leads where phone = '${phone}'`))[0];

describe('a file of leads', () => {
  it('is stored; rows that do not fit are told and stop nothing', async () => {
    const [one, two] = [number(), number()];
    const file = [
      '\uFEFFName,Phone Number,E-Mail,State,Favourite colour',
      `"Lovelace, Ada",${one},ada@example.com,NY,"red, ""mostly"""`,
      'Nobody,call me,,,',
      `Bob,${two},not an address,,`,
      `Cy,${one},,,`,
      'Dee,"unclosed',
    ].join('\r\n');
    const { status, body } = await send(file);
    expect([status, body.success]).toEqual([200, true]);
    expect(body.data).toMatchObject({ rows: 5, created: 2, refused: 3, faults_omitted: 0 });
    const told = body.data.faults.map(({ line, path }: { line: number; path: string }) => [
      line,
      path,
    ]);
    expect(told.sort()).toEqual([
      [3, 'Phone Number'],
      [5, 'phone'],
      [6, '(row)'],
    ]);
    expect(await leadOf(one)).toMatchObject({
      name: 'Lovelace, Ada',
      region: 'US-NY',
      source: 'import',
      custom: { 'Favourite colour': 'red, "mostly"' },
    });
    expect(body.data.warnings).toEqual([
      { line: 4, path: 'E-Mail', message: expect.stringMatching(/not an email address/) },
    ]);
    expect(await leadOf(two)).toMatchObject({
      email: null,
      custom: { 'E-Mail': 'not an address' },
    });
    expect(JSON.stringify(body)).not.toContain('not an address');
  });

  it('again writes nothing new, and fills gaps only', async () => {
    const phone = number();
    await send(`phone,name\n${phone},Ada`);
    const { body } = await send(`phone,name,email\n${phone},Eve,ada@example.com`);
    expect(body.data).toMatchObject({ created: 0, known: 1, refused: 0 });
    expect(await leadOf(phone)).toMatchObject({ name: 'Ada', email: 'ada@example.com' });
  });

  it('joins a campaign by the consent of each row', async () => {
    const steps = [{ body: 'Hello {{first_name|there}}. Reply STOP to opt out.' }];
    const made = await world.call('POST', '/api/campaigns', {
      body: { name: 'From a file', steps },
    });
    const file = `phone,consent\n${number()},yes\n${number()},no\n${number()},\n`;
    const query = `?campaign_id=${made.body.data.id}&consent=written`;
    const { body } = await send(file, query);
    expect(body.data).toMatchObject({ enrolled: 2, results: { enrolled: 2, no_consent: 1 } });
    const [first] = await world.db.exec(
      `select kind from consents where source = 'import' order by id limit 1`,
    );
    expect(first).toEqual({ kind: 'written' });
    const missing = '?campaign_id=0b5c8b0e-6a0a-4f38-9c1e-1f2d3c4b5a69';
    expect((await send(file, missing)).status).toBe(404);
  });

  it('counts who joined with a consent that does not cover the campaign', async () => {
    const steps = [{ body: 'Hello {{first_name|there}}. Reply STOP to opt out.' }];
    const made = await world.call('POST', '/api/campaigns', { body: { name: 'Weak', steps } });
    const [bare, words, named] = [number(), number(), number()];
    const canadian = '+16045550142';
    const file = [
      'phone,consent',
      `${bare},yes`,
      `${words},"Yes, text me about my car"`,
      `${named},implied`,
      `${canadian},yes`,
      `${number()},agreed?`,
    ].join('\n');
    const { body } = await send(file, `?campaign_id=${made.body.data.id}`);
    expect(body.data).toMatchObject({
      enrolled: 4,
      weak_consents: 2,
      results: { enrolled: 4, no_consent: 1 },
    });
    const stored = await world.db.exec(`select kind, text from consents where phone = '${words}'`);
    expect(stored).toEqual([{ kind: 'written', text: 'Yes, text me about my car' }]);
  });

  it('does no harm, whatever stands in its cells', async () => {
    const phone = number();
    const file = `phone,name,__proto__,constructor,note\n"=""${phone}""","=cmd|'/c calc'!A1",x,y,@SUM(1)\n`;
    const { body } = await send(file);
    expect(body.data).toMatchObject({ created: 1, ignored_columns: ['__proto__', 'constructor'] });
    expect(await leadOf(phone)).toMatchObject({
      name: `'=cmd|'/c calc'!A1`,
      custom: { note: `'@SUM(1)` },
    });
  });

  it('may have one JSON object on each line', async () => {
    const phone = number();
    const file = `{"phone":"${phone}","name":"Ada"}\n[]\n{"name":"nobody"}\n`;
    const { body } = await send(file, '', { 'content-type': 'application/x-ndjson' });
    expect(body.data).toMatchObject({ rows: 3, created: 1, refused: 2 });
  });

  it('may be tried without writing', async () => {
    const phone = number();
    const { body } = await send(`phone\n${phone}\nx`, '?dry_run=true');
    expect(body.data).toMatchObject({ rows: 2, refused: 1, created: 0, dry_run: true });
    expect(await leadOf(phone)).toBeUndefined();
  });

  it('tells how far it is, where somebody listens', async () => {
    const file = `phone\n${Array.from({ length: 1_100 }, number).join('\n')}`;
    const { text, headers } = await send(file, '', { accept: 'text/event-stream' });
    expect(headers.get('content-type')).toContain('text/event-stream');
    expect(text.match(/^event: progress$/gm)).toHaveLength(3);
    expect(text).toMatch(/event: report\ndata: .*"created":1100/);
  });

  it('that fails half-way says so in the stream', async () => {
    const { text } = await send('name\nAda', '', { accept: 'text/event-stream' });
    expect(text).toMatch(/event: failed\ndata: .*invalid-input/);
  });

  it('whose sender goes away half-way leaves what was stored, and is no failure of ours', async () => {
    const phones = Array.from({ length: 600 }, number);
    const { port } = new URL(world.api.url);
    const upload = request({
      port,
      path: '/api/leads/import',
      method: 'POST',
      headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'text/csv' },
    }).on('error', () => undefined);
    upload.write(`phone\n${phones.join('\n')}`);
    await until(
      () => leadOf(phones[499] ?? ''),
      (lead) => lead !== undefined,
    );
    upload.destroy();
    const told = async () =>
      lines
        .map((line) => JSON.parse(line))
        .filter(({ msg }) => msg === 'import ended early')
        .map(({ err }) => err.message);
    const early =
      'The file broke off. 500 leads before that were stored; the whole file may be sent again.';
    expect(await until(told, (messages) => messages.includes(early), 10_000)).toContain(early);
    expect(lines.filter((one) => JSON.parse(one).level === 'error')).toEqual([]);
  });

  it.each([
    ['no column for the phone', 'name\nAda', 'text/csv', 400],
    ['nothing in it', '', 'text/csv', 400],
    ['a workbook', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0]), 'text/csv', 400],
    ['another type', '{}', 'application/json', 415],
    ['a form around it', 'x', 'multipart/form-data; boundary=x', 415],
  ])('with %s is refused', async (_, file, type, status) => {
    expect((await send(file, '', { 'content-type': type })).status).toBe(status);
  });
});

describe('the reading of a file', () => {
  async function* chunks(text: string, size: number) {
    for (let at = 0; at < text.length; at += size) yield Buffer.from(text.slice(at, at + size));
  }
  function setup(limits: Partial<{ bytes: number; rows: number; faults: number }>) {
    const batches: number[] = [];
    const importLeads = createImportLeads({
      intake: {
        importBatch: async ({ rows }) => {
          batches.push(rows.length);
          const told = rows.map(({ line }) => ({
            line,
            result: 'stored' as const,
            lead_id: line,
            created: true,
          }));
          return { rows: told };
        },
      },
      suppressions: { addMany: async () => 0 },
      readRow: createReadRow({ readPhone: (text) => parsePhone(text, 'US') }),
      now: () => NOON,
      limits,
    });
    const order = { format: 'csv' as const, source: 'test', dryRun: false };
    return { batches, read: (text: string) => importLeads(order, chunks(text, 97)) };
  }
  const file = (rows: number) =>
    `phone\n${Array.from({ length: rows }, (_, n) => `+1212${5560000 + n}`).join('\n')}`;

  it('stores by five hundred, whatever pieces it comes in', async () => {
    const { read, batches } = setup({});
    expect(await read(file(1_234))).toMatchObject({ rows: 1_234, created: 1_234, refused: 0 });
    expect(batches).toEqual([500, 500, 234]);
  });

  it.each([
    ['rows', { rows: 600 }],
    ['bytes', { bytes: 8_000 }],
  ])('stops at its limit of %s and says what is stored', async (_, limits) => {
    await expect(setup(limits).read(file(1_234))).rejects.toMatchObject({
      code: 'too_large',
      message: expect.stringContaining('500 leads'),
    });
  });

  it('tells so many faults and counts the rest', async () => {
    const { read } = setup({ faults: 2 });
    const report = await read('phone\nx\ny\nz\n');
    expect(report).toMatchObject({ refused: 3, faults_omitted: 1 });
    expect(report.faults).toHaveLength(2);
  });
});
