import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLeadIntake, type IncomingLead } from '@ringback/shared/db/leads/lead-intake.ts';
import { createLeadLists } from '@ringback/shared/db/leads/lead-lists.ts';
import {
  FORM_COLUMNS,
  type FormColumn,
  LEAD,
  SEARCHED_COLUMNS,
} from '@ringback/shared/domain/lead.ts';
import {
  type DatabaseWorld,
  later,
  NOON,
  startDatabaseWorld,
} from '@ringback/testing/database-world.ts';

let world: DatabaseWorld;
beforeAll(async () => {
  world = await startDatabaseWorld();
});
afterAll(() => world.stop());

/** Both ways in which leads are received. */
const ENTRY_POINTS = {
  form: (lead: IncomingLead) =>
    createLeadIntake(world.db).receive({ source: 'form', ...lead }, later(60)),
  file: (lead: IncomingLead) =>
    createLeadIntake(world.db).importBatch(
      { source: 'file', rows: [{ line: 2, ...lead }] },
      later(60),
    ),
};
const EVERYTHING = Object.fromEntries(FORM_COLUMNS.map((name) => [name, `her ${name}`])) as Record<
  FormColumn,
  string
>;

const row = async (phone: string) => {
  const found = await world.leads.findByPhone(phone);
  if (!found) throw new Error('expected a lead');
  return found;
};

describe.each(Object.entries(ENTRY_POINTS))('a %s', (entryPoint, send) => {
  it('creates a lead with every column that it has', async () => {
    const phone = world.number();
    await send({ phone, ...EVERYTHING, custom: { car: 'red' } });
    expect(await row(phone)).toMatchObject({
      ...EVERYTHING,
      custom: { car: 'red' },
      source: entryPoint,
      lead_status: 'new',
    });
  });

  it.each(FORM_COLUMNS)(
    'fills in %s where the lead has none, and changes nothing else',
    async (name) => {
      const phone = world.number();
      const others = Object.fromEntries(
        FORM_COLUMNS.filter((one) => one !== name).map((one) => [one, `known ${one}`]),
      );
      await world.leads.create({ phone, ...others, custom: { car: 'red' } }, NOON);
      const before = await row(phone);
      expect(before[name]).toBeNull();
      await send({ phone, ...EVERYTHING, custom: { car: 'blue' } });
      const updated_at = (await row(phone)).updated_at;
      expect(await row(phone)).toEqual({ ...before, [name]: EVERYTHING[name], updated_at });
      expect(Date.parse(updated_at)).toBe(later(60).getTime());
    },
  );

  it('that has nothing new writes no live event', async () => {
    const phone = world.number();
    await send({ phone, ...EVERYTHING });
    const [before] = await world.exec('select max(id) as id from events');
    await send({ phone, ...EVERYTHING, name: 'Somebody else' });
    expect(await world.exec('select max(id) as id from events')).toEqual([before]);
  });

  it('reads no other column, whatever else it has', async () => {
    const phone = world.number();
    const { id } = await world.leads.create({ phone }, NOON);
    const harmful = {
      id: 'b2b5fbd2-0a6f-4a53-8fa3-1f9fb1a0d7a1',
      call_sid: 'CA1',
      lead_status: 'do_not_contact',
      notes: 'Mine.',
      custom: null,
      created_at: 'never',
    };
    await send({ phone, name: 'Ada', ...harmful } as unknown as IncomingLead);
    expect(await row(phone)).toMatchObject({
      id,
      name: 'Ada',
      call_sid: null,
      lead_status: 'new',
      notes: null,
      custom: {},
    });
  });

  it('fills in the lead with its extension, and not the one with the same number', async () => {
    const phone = world.number();
    await world.leads.create({ phone }, NOON);
    await world.leads.create({ phone, phone_extension: '12' }, NOON);
    await send({ phone, phone_extension: '12', country: 'CA' });
    expect(await world.leads.findByPhone(phone, '12')).toMatchObject({ country: 'CA' });
    expect(await row(phone)).toMatchObject({ country: null });
  });
});

it('forms, files and opt-outs for the same phone numbers at once are all stored', async () => {
  const phones = Array.from({ length: 30 }, () => world.number());
  const rows = phones.map((phone, line) => ({ line, phone, country: 'US' }));
  const intake = createLeadIntake(world.db);
  const refusals = phones.map((phone) => ({ phone, scope: 'sms' as const }));
  await Promise.all([
    intake.importBatch({ source: 'file', rows }, NOON),
    intake.importBatch({ source: 'file', rows: rows.toReversed() }, NOON),
    world.suppressions.addMany('file', refusals.toReversed(), NOON),
    ...phones.map((phone) => intake.receive({ source: 'form', phone, region: 'US-NY' }, NOON)),
  ]);
  for (const phone of phones) {
    expect(await row(phone)).toMatchObject({ country: 'US', region: 'US-NY' });
    expect(await world.suppressions.has(phone, 'sms')).toBe(true);
  }
});

describe('the columns of a lead', () => {
  it('are the same in the database', async () => {
    const known = await world.exec('select name, is_filled, is_searched from private.lead_columns');
    const columns = Object.keys(LEAD).map((name) => ({
      name,
      is_filled: (FORM_COLUMNS as string[]).includes(name),
      is_searched: (SEARCHED_COLUMNS as string[]).includes(name),
    }));
    const wanted = columns.filter(({ is_filled, is_searched }) => is_filled || is_searched);
    expect(known).toHaveLength(wanted.length);
    expect(known).toEqual(expect.arrayContaining(wanted));
  });

  it('have a trigram index where they are searched', async () => {
    const indexed = await world.exec(
      `select a.attname as name from pg_index i join pg_class c on c.oid = i.indexrelid
       join pg_am m on m.oid = c.relam join pg_attribute a on a.attrelid = c.oid
       where i.indrelid = 'public.leads'::regclass and m.amname = 'gin'`,
    );
    expect(indexed.map(({ name }) => name).sort()).toEqual([...SEARCHED_COLUMNS].sort());
  });

  it.each(SEARCHED_COLUMNS)('are found by a part of %s', async (name) => {
    const phone = world.number();
    await world.leads.create({ phone, ...EVERYTHING }, NOON);
    const part = (await row(phone))[name]?.slice(2).toUpperCase();
    if (part === undefined) throw new Error('expected a value');
    const found = await createLeadLists(world.db).list({ limit: 200, q: part });
    expect(found.map((one) => one.phone)).toContain(phone);
  });
});
