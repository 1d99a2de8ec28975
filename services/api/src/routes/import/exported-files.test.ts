import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ADMIN_KEY, startWorld, type World } from '../../testing/api-world.ts';

let world: World;
let numbers = 0;
beforeAll(async () => {
  world = await startWorld({ env: { TWILIO_FROM: '+12025550190' } });
});
afterAll(() => world.stop());

const number = () => `+1212555${String(6000 + numbers++)}`;
const send = async (file: string | Uint8Array, query = '') => {
  const { status, body } = await world.send(`/api/leads/import${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'text/csv' },
    body: file as string,
  });
  return { status, body, data: body.data };
};
const leadOf = async (phone: string) =>
  (await world.db.exec(`select * from leads where phone = '${phone}'`))[0];
const listed = (phone: string) =>
  world.db.exec(
    `select scope, source, words from suppressions where phone = '${phone}' and lifted_at is null order by scope`,
  );

describe('a file as a program exported it', () => {
  it('may be UTF-16 with tabs, as Facebook and Excel write it', async () => {
    const phone = number();
    const text = `id\tfull_name\tphone_number\nl:1\tZoë Test\t${phone}\n`;
    const bytes = Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(text, 'utf16le')]);
    const { data } = await send(bytes);
    expect(data).toMatchObject({ created: 1, encoding: 'utf-16le' });
    expect(await leadOf(phone)).toMatchObject({ name: 'Zoë Test', custom: { id: 'l:1' } });
  });

  it('may be Windows-1252 with semicolons', async () => {
    const phone = number();
    const bytes = Buffer.from(`Vorname;Nachname;Handynummer\r\nJörg;Groß;${phone}\r\n`, 'latin1');
    expect((await send(bytes)).data).toMatchObject({ created: 1, encoding: 'windows-1252' });
    expect(await leadOf(phone)).toMatchObject({ name: 'Jörg Groß' });
  });

  it('may end its rows with separators, begin with a title and say its separator', async () => {
    const [one, two, three] = [number(), number(), number()];
    expect((await send(`Name,Phone\nAnn,${one},,\n,,,\n`)).data).toMatchObject({
      created: 1,
      rows: 1,
    });
    expect((await send(`Export of Monday\n\nName;Phone\nBob;${two}\n`)).data).toMatchObject({
      created: 1,
    });
    expect((await send(`sep=|\nName|Phone\nCy|${three}\n`)).data).toMatchObject({ created: 1 });
    const { data } = await send(`Name,Phone\nAnn,${number()},more\n`);
    expect(data.faults).toMatchObject([{ line: 2, found: '3 cells' }]);
  });

  it('may have several phone columns, of which a mobile number comes first', async () => {
    const [home, mobile, only] = [number(), number(), number()];
    const file = `Phone Number,Mobile Phone Number\n${home},${mobile}\n${only},\n`;
    const { data } = await send(file);
    expect(data).toMatchObject({ created: 2, refused: 0 });
    expect(data.warnings).toEqual([
      { line: 2, path: 'Mobile Phone Number', message: 'Of several numbers this one was taken.' },
    ]);
    expect(await leadOf(mobile)).toMatchObject({ custom: { 'Phone Number': home } });
    expect(await leadOf(only)).toBeDefined();
  });

  it('says where a lead lives, so that it is called in its own morning', async () => {
    const phone = number();
    await send(
      `Phone,State/Province,Zip/Postal Code,Country\n${phone},California,90210,United States\n`,
    );
    expect(await leadOf(phone)).toMatchObject({ region: 'US-CA', postal_code: '90210' });
  });

  it('may come with a mapping of its columns', async () => {
    const phone = number();
    const mapping = { phone: 'Line 1', name: 'Who', 'custom.car': 'Auto', do_not_text: 'No SMS?' };
    const query = `?mapping=${encodeURIComponent(JSON.stringify(mapping))}`;
    const { data } = await send(
      `Who,Line 1,Auto,No SMS?,Phone\nAnn,${phone},Golf,yes,+12125550000\n`,
      query,
    );
    expect(data).toMatchObject({ created: 1, do_not_contact: { rows: 1, added: 1 } });
    expect(await leadOf(phone)).toMatchObject({ name: 'Ann', custom: { car: 'Golf' } });
    expect(await listed(phone)).toMatchObject([{ scope: 'sms' }]);
    const wrong = await send(`Phone\n${phone}\n`, query);
    expect(wrong.status).toBe(400);
    expect(wrong.body.faults.map(({ path }: { path: string }) => path)).toContain(
      'query.mapping.phone',
    );
    expect((await send('Phone\n1', '?mapping={')).status).toBe(400);
  });

  it('may be tried: the first rows are shown as they will be, and nothing is written', async () => {
    const phone = number();
    const file = `Name,Phone,Car Model,Email,Do Not Call\n"Test,,",${phone},Golf,n/a,yes\n@annie,x,,,\n`;
    const { data } = await send(file, '?dry_run=true');
    expect(data.columns.map(({ read_as }: { read_as: string }) => read_as)).toEqual([
      'name',
      'phone',
      'custom',
      'email',
      'do not contact: voice',
    ]);
    expect(data.preview).toMatchObject([
      {
        line: 2,
        lead: { phone, name: 'Test,,', custom: { 'Car Model': 'Golf', Email: 'n/a' } },
        greeting: 'Test',
        do_not_contact: [{ scope: 'voice', words: 'Do Not Call: yes' }],
        warnings: [{ path: 'Email' }],
        refused: null,
      },
      { line: 3, lead: null, refused: { path: 'Phone' } },
    ]);
    expect([await leadOf(phone), await listed(phone)]).toEqual([undefined, []]);
  });
});

describe('what a file says against contacting somebody', () => {
  it('becomes a do-not-contact entry for the channels that it names, with its words', async () => {
    const [voice, sms, all, both, none] = [number(), number(), number(), number(), number()];
    const file = [
      'Phone,Do Not Call,Has Opted Out Of SMS,Unsubscribed,Email Opt Out,Status',
      `${voice},TRUE,0,,1,`,
      `${sms},no,x,,,`,
      `${all},,,yes,,`,
      `${both},1,1,,,`,
      `${none},0,false,no,1,New`,
      `${number()},,,,,Do not contact`,
    ].join('\n');
    const { data } = await send(file);
    expect(data).toMatchObject({ created: 6, refused: 0 });
    expect(data.do_not_contact).toEqual({
      rows: 5,
      numbers: 5,
      added: 6,
      unclear: 0,
      lines: [2, 3, 4, 5, 7],
    });
    expect(await listed(voice)).toEqual([
      { scope: 'voice', source: 'file', words: 'Do Not Call: TRUE' },
    ]);
    expect(await listed(sms)).toMatchObject([{ scope: 'sms', words: 'Has Opted Out Of SMS: x' }]);
    expect(await listed(all)).toMatchObject([{ scope: 'all', words: 'Unsubscribed: yes' }]);
    expect(await listed(both)).toMatchObject([{ scope: 'sms' }, { scope: 'voice' }]);
    expect(await listed(none)).toEqual([]);
    expect(await leadOf(all)).toMatchObject({ lead_status: 'do_not_contact' });
  });

  it('takes back what is planned, and no campaign is joined', async () => {
    const phone = number();
    const steps = [{ body: 'Hello {{first_name|there}}. Reply STOP to opt out.' }];
    const made = await world.call('POST', '/api/campaigns', { body: { name: 'DNC', steps } });
    const query = `?campaign_id=${made.body.data.id}&consent=written`;
    expect((await send(`phone\n${phone}\n`, query)).data).toMatchObject({ enrolled: 1 });
    const { data } = await send(`phone,dnc\n${phone},y\n${number()},y\n`, query);
    expect(data).toMatchObject({ enrolled: 0, do_not_contact: { rows: 2, added: 2 } });
    const enrolled = await world.db.exec(
      `select status, reason from sms_campaign_enrollments where lead_phone = '${phone}'`,
    );
    expect(enrolled).toEqual([{ status: 'stopped', reason: 'opted_out' }]);
  });

  it('stops the row where it cannot be read with certainty', async () => {
    const [maybe, query] = [number(), number()];
    const { data } = await send(`phone,Do Not Call\n${maybe},maybe\n${query},?\n`);
    expect(data).toMatchObject({ created: 0, refused: 2, do_not_contact: { rows: 0, unclear: 2 } });
    expect(data.faults[0]).toMatchObject({ line: 2, path: 'Do Not Call' });
    expect([await leadOf(maybe), await leadOf(query)]).toEqual([undefined, undefined]);
  });

  it('counts also in a row that is refused, for every number in it', async () => {
    const [known, other] = [number(), number()];
    const abroad = '+37120000000';
    const file = [
      'phone,Home Phone,DNC',
      `${known},,`,
      `${known},${other},yes`,
      `${abroad},,yes`,
    ].join('\n');
    const { data } = await send(file);
    expect(data).toMatchObject({ created: 1, refused: 2, do_not_contact: { rows: 2, numbers: 3 } });
    for (const phone of [known, other, abroad]) {
      expect(await listed(phone)).toMatchObject([{ scope: 'all', words: 'DNC: yes' }]);
    }
  });

  it('may be a file of numbers alone, without even a header', async () => {
    const [one, two, three] = [number(), number(), number()];
    const { data } = await send(`${one}\n${two}\n`, '?mode=do_not_contact');
    expect(data).toMatchObject({
      rows: 2,
      created: 0,
      refused: 0,
      do_not_contact: { rows: 2, numbers: 2, added: 2 },
    });
    expect(await listed(one)).toMatchObject([{ scope: 'all', source: 'file' }]);
    expect(await leadOf(one)).toBeUndefined();
    const query = '?mode=do_not_contact&scope=sms';
    expect((await send(`Name,Phone\nAnn,${three}\nBob,\n`, query)).data).toMatchObject({
      refused: 1,
      do_not_contact: { added: 1 },
    });
    expect(await listed(three)).toMatchObject([{ scope: 'sms' }]);
    const again = await send(`${one}\n${two}\n`, '?mode=do_not_contact');
    expect(again.data.do_not_contact).toMatchObject({ rows: 2, added: 0 });
    const campaign = '&campaign_id=0b5c8b0e-6a0a-4f38-9c1e-1f2d3c4b5a69';
    expect((await send(one, `?mode=do_not_contact${campaign}`)).status).toBe(404);
  });
});
