import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isWithheld } from '@ringback/shared/domain/calls/withheld-caller.ts';
import { otherParty } from '@ringback/shared/domain/other-party.ts';
import { E164 } from '@ringback/shared/domain/phone-number/phone.ts';
import { capUses } from '@ringback/shared/domain/policy/caps.ts';
import { consentFor } from '@ringback/shared/domain/policy/consent.ts';
import {
  type Channel,
  type ContactInput,
  DEFAULT_CONTACT_CAPS,
  type Touch,
} from '@ringback/shared/domain/policy/contact-input.ts';
import { decideContact } from '@ringback/shared/domain/policy/decide-contact.ts';
import { CONFIRMATION_MS } from '@ringback/shared/domain/policy/judge-denials.ts';
import { DEFAULT_NUMBER_RULES } from '@ringback/shared/domain/policy/judge-number.ts';
import { limitsOn } from '@ringback/shared/domain/policy/limits.ts';
import { weConfirmOptOut } from '@ringback/shared/domain/texts/confirmation.ts';
import { isPollDue } from '@ringback/shared/domain/texts/inbound-slices.ts';
import { zonesOf } from '@ringback/shared/domain/zones/zones-of.ts';
import { later, NOON } from '@ringback/testing/database-world.ts';
import { OUR_NUMBER, startTextsWorld, type TextsWorld } from '@ringback/testing/texts-world.ts';
import fc from 'fast-check';

/*
 * Rules that stand in TypeScript, where they decide, and in SQL, where a claim judges them once more under
 * a lock or a trigger holds them. Each is asked on both sides, of made-up cases in one question.
 */

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

const quoted = (value: unknown) => `'${JSON.stringify(value).replaceAll("'", "''")}'::jsonb`;
const at = (moment: Date) => `'${moment.toISOString()}'::timestamptz`;
const CHANNELS = { call: 'voice', text: 'sms' } as const;

/** A contact to which no rule objects. */
const CONTACT: ContactInput = {
  channel: 'text',
  kind: 'single',
  lead: { region: 'US-NY' },
  phone: '+12125550100',
  at: NOON,
  consents: [{ channel: 'all', kind: 'written', at: NOON, expiresAt: null, revokedAt: null }],
  suppressions: [],
  touches: [],
  caps: DEFAULT_CONTACT_CAPS,
  numbers: DEFAULT_NUMBER_RULES,
  budget: { spentUsd: 0, capUsd: null, resetsAt: null },
  killSwitch: false,
  operator: null,
  lastInboundAt: null,
};

describe('a number', () => {
  const digits = fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 17 })
    .map((all) => all.join(''));
  const number = fc.oneof(
    digits.map((all) => `+${all}`),
    digits,
    fc.constantFrom('', 'anonymous', '+266696687', '+7378742833', '+86282452253', '+1202\n'),
    fc.string().filter((text) => !text.includes('\0')),
    digits.map((all) => `+${all}\n`),
  );
  const pairs = fc.sample(fc.tuple(number, number), 400);

  it('is withheld, and the other party, by one rule', async () => {
    const rows = await world.exec(
      `select private.is_withheld(p.one) as withheld,
         private.other_party('inbound', p.one, p.other) as rang,
         private.other_party('outbound', p.one, p.other) as rung
       from jsonb_array_elements(${quoted(pairs)}) with ordinality t (pair, n),
         lateral (select pair ->> 0 as one, pair ->> 1 as other) p order by t.n`,
    );
    expect(rows).toEqual(
      pairs.map(([from, to]) => ({
        withheld: isWithheld(from),
        rang: otherParty({ direction: 'inbound', from, to }),
        rung: otherParty({ direction: 'outbound', from, to }),
      })),
    );
  });

  it('is in international form by one rule, for a file and for a lead', async () => {
    const rows = await world.exec(
      `select private.read_batch(jsonb_build_array(jsonb_build_object('phone', pair -> 0)))
           -> 0 ->> 'fault' is not distinct from 'bad_phone' as is_bad
       from jsonb_array_elements(${quoted(pairs)}) with ordinality t (pair, n) order by t.n`,
    );
    expect(rows).toEqual(pairs.map(([one]) => ({ is_bad: !E164.safeParse(one).success })));
    const [check] = await world.exec(
      `select pg_get_constraintdef(oid) as text from pg_constraint where conname = 'leads_phone_check'`,
    );
    expect(String(check?.['text'])).toContain(`'^\\+[1-9][0-9]{6,14}$'`);
  });
});

describe('how often a lead is contacted', () => {
  const MINUTE = 60;
  const touch = fc.record({
    channel: fc.constantFrom<Channel>('call', 'text'),
    minutesAgo: fc.integer({ min: 1, max: 8 * 24 * 60 }),
  });
  const cap = fc.integer({ min: 1, max: 4 });
  const one = fc.record({
    channel: fc.constantFrom<Channel>('call', 'text'),
    touches: fc.array(touch, { maxLength: 9 }),
    area: fc.constantFrom('212', '305', '405', '410', '207'),
    caps: fc.record({
      textsPerDay: cap,
      callsPerDay: cap,
      touchesPerDay: cap,
      touchesPerWeek: fc.integer({ min: 1, max: 9 }),
    }),
  });

  it('is the same at the decision and at the claim, and so is when there is room again', async () => {
    const cases = fc.sample(one, 150).map(({ area, ...rest }, n) => {
      const phone = `+1${area}556${1_000 + n}`;
      return { ...rest, phone, limits: limitsOn({ ...rest, lead: {}, phone, at: NOON }) };
    });
    await world.exec(
      `set session_replication_role = replica;
       insert into calls (id, direction, provider, voice, to_number, lead_phone, status, run_at, dialed_at,
         created_at, updated_at)
       select gen_random_uuid(), 'outbound', 'twilio', 'openai', c ->> 'phone', c ->> 'phone', 'completed',
         m.at, m.at, m.at, m.at
       from jsonb_array_elements(${quoted(cases)}) c, jsonb_array_elements(c -> 'touches') t,
         lateral (select ${at(NOON)} - make_interval(mins => (t ->> 'minutesAgo')::int) as at) m
       where t ->> 'channel' = 'call';
       insert into sms_messages (message_id, conversation_id, lead_phone, direction, author, kind, provider,
         delivery_status, claimed_at, created_at, updated_at)
       select gen_random_uuid(), gen_random_uuid(), c ->> 'phone', 'outbound', 'system', 'single', 'twilio',
         'sent', m.at, m.at, m.at
       from jsonb_array_elements(${quoted(cases)}) c, jsonb_array_elements(c -> 'touches') t,
         lateral (select ${at(NOON)} - make_interval(mins => (t ->> 'minutesAgo')::int) as at) m
       where t ->> 'channel' = 'text';
       set session_replication_role = origin`,
    );
    const judged = await world.exec(
      `select f.no ->> 'rule' as rule, f.no ->> 'reason' as reason, (f.no ->> 'until')::timestamptz as until
       from jsonb_array_elements(${quoted(cases)}) with ordinality t (c, n),
         lateral (select private.full_limit(c ->> 'phone', c -> 'limits', ${at(NOON)}) as no) f
       order by t.n`,
    );
    const decided = cases.map(({ channel, phone, caps, touches: ago }) => {
      const touches = ago.map(
        (each): Touch => ({
          channel: each.channel,
          at: later(-each.minutesAgo * MINUTE),
        }),
      );
      const { regions } = zonesOf({ phone });
      const full = capUses(channel, regions, caps, touches, NOON).find(({ freeAt }) => freeAt);
      if (!full) return { rule: null, reason: null, until: null };
      return {
        rule: `cap_${full.id}`,
        reason: `${full.limit} in ${full.window_hours} hours is the most one lead gets.`,
        until: new Date(full.freeAt as Date).getTime(),
      };
    });
    expect(decided.filter(({ rule }) => rule !== null).length).toBeGreaterThan(20);
    expect(
      judged.map(({ until, ...no }) => ({
        ...no,
        until: until === null ? null : Date.parse(String(until)),
      })),
    ).toEqual(decided);
    await world.exec(`delete from calls; delete from sms_messages`);
  });

  it('is known for as long as the longest cap looks back', () => {
    const regions = ['US-FL', 'US-OK', 'US-MD', 'US-ME'];
    const windows = (['call', 'text'] as const).flatMap((channel) =>
      capUses(channel, regions, DEFAULT_CONTACT_CAPS, [], NOON).map((use) => use.window_hours),
    );
    // private.touches_of brings seven days.
    expect(Math.max(...windows)).toBeLessThanOrEqual(7 * 24);
  });
});

describe('a block', () => {
  const scopes = ['all', 'voice', 'sms'] as const;

  it.each(scopes)('of "%s" closes the same channels', async (scope) => {
    const phone = world.number();
    await world.suppressions.add({ phone, scope, source: 'api' }, NOON);
    for (const channel of ['call', 'text'] as const) {
      const decided = decideContact({ ...CONTACT, channel, suppressions: [{ scope, at: NOON }] });
      expect(await world.suppressions.has(phone, CHANNELS[channel])).toBe(
        decided.rule === 'suppressed',
      );
    }
  });
});

describe('a consent', () => {
  const consent = fc.record({
    channel: fc.constantFrom('call' as const, 'text' as const, 'all' as const),
    givenIn: fc.constantFrom(-86_400, -1, 0, 1, 86_400),
    expiresIn: fc.option(fc.constantFrom(-86_400, -1, 0, 1, 86_400)),
    isRevoked: fc.boolean(),
  });

  it('is in force by one rule, and from when it was given', async () => {
    const cases = fc
      .sample(fc.array(consent, { maxLength: 3 }), 150)
      .map((consents, n) => ({ phone: `+1415557${1_000 + n}`, consents }));
    await world.exec(
      `insert into consents (phone, channel, kind, source, text, at, expires_at, revoked_at, created_at, updated_at)
       select c ->> 'phone', k ->> 'channel', 'express', 'test', n::text,
         ${at(NOON)} + make_interval(secs => (k ->> 'givenIn')::int),
         ${at(NOON)} + make_interval(secs => (k ->> 'expiresIn')::int),
         case when (k ->> 'isRevoked')::boolean then ${at(NOON)} end, ${at(NOON)}, ${at(NOON)}
       from jsonb_array_elements(${quoted(cases)}) c,
         jsonb_array_elements(c -> 'consents') with ordinality t (k, n)`,
    );
    const judged = await world.exec(
      `select private.has_consent(c ->> 'phone', 'call', ${at(NOON)}) as call,
         private.has_consent(c ->> 'phone', 'text', ${at(NOON)}) as text
       from jsonb_array_elements(${quoted(cases)}) with ordinality t (c, n) order by t.n`,
    );
    const decided = cases.map(({ consents: given }) => {
      const consents = given.map(({ channel, givenIn, expiresIn, isRevoked }) => ({
        channel,
        kind: 'express' as const,
        at: later(givenIn),
        expiresAt: expiresIn === null ? null : later(expiresIn),
        revokedAt: isRevoked ? NOON : null,
      }));
      const stands = (channel: Channel) => consentFor({ ...CONTACT, channel, consents }, []).ok;
      return { call: stands('call'), text: stands('text') };
    });
    expect(judged).toEqual(decided);
  });
});

describe('the confirmation of an opt-out', () => {
  it('is allowed within the same minutes, in SQL and in TypeScript', async () => {
    const lead = await world.planned();
    await world.inbound.receive(world.stopText(lead.phone), NOON);
    for (const ms of [CONFIRMATION_MS - 1, CONFIRMATION_MS + 1]) {
      const moment = new Date(NOON.getTime() + ms);
      const [row] = await world.exec(
        `select private.objection(m, ${at(moment)}) ->> 'rule' as rule
         from sms_messages m where m.lead_phone = '${lead.phone}' and m.notice = 'opt_out'`,
      );
      const decided = decideContact({
        ...CONTACT,
        kind: 'notice',
        at: moment,
        suppressions: [{ scope: 'all', at: NOON }],
        lastInboundAt: NOON,
      });
      const isOurs = weConfirmOptOut(
        { body: 'Leave me be.', ourNumber: OUR_NUMBER, carrierActed: false, ageMs: ms },
        'us',
      );
      expect({ isRefused: row?.['rule'] === 'suppressed', isOurs }).toEqual({
        isRefused: decided.rule === 'suppressed',
        isOurs: ms <= CONFIRMATION_MS,
      });
    }
  });
});

describe('a look into the carrier’s list', () => {
  const ago = fc.oneof(
    fc.constantFrom(2_499, 2_500, 2_501, 4_999, 5_000, 5_001, 59_999, 60_000, 60_001),
    fc.integer({ min: 0, max: 120_000 }),
  );
  const look = fc.record({
    read: ago,
    looked: ago,
    heartbeat: fc.option(fc.record({ open: ago, seen: ago })),
  });

  it('is called due wherever the round would find it so', async () => {
    const earlier = (ms: number) => new Date(NOON.getTime() - ms);
    const missed: unknown[] = [];
    let found = 0;
    for (const one of fc.sample(look, 120)) {
      const { read, looked, heartbeat } = one;
      const rows = await world.exec(
        `begin; delete from inbound_looks; delete from inbound_door;
         insert into inbound_looks values ('twilio', ${at(earlier(read))}, ${at(NOON)}, ${at(earlier(looked))});
         ${heartbeat ? `insert into inbound_door (open_since, seen_at) values (${at(earlier(heartbeat.open))}, ${at(earlier(heartbeat.seen))});` : ''}
         select private.look_is_due(${at(NOON)}) as due`,
      );
      await world.exec('rollback');
      const isDue = isPollDue(
        {
          lookedUntil: earlier(read),
          lookedAt: earlier(looked),
          heartbeat: heartbeat && {
            openSince: earlier(heartbeat.open),
            seenAt: earlier(heartbeat.seen),
          },
        },
        NOON,
      );
      if (isDue) found += 1;
      if (isDue && rows.at(-1)?.['due'] !== true) missed.push(one);
    }
    expect(found).toBeGreaterThan(10);
    expect(missed).toEqual([]);
  });
});
