import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSwitches } from '@ringback/shared/db/switches.ts';
import { readWorkDue } from '@ringback/shared/db/work-due.ts';
import { wordsCompleteAt } from '@ringback/shared/domain/calls/last-words.ts';
import { EXTENSION } from '@ringback/shared/domain/phone-number/extension.ts';
import {
  SWITCH_LOOK_MS,
  UNKNOWN_WINDOWS,
  windowHold,
} from '@ringback/shared/domain/policy/passing-holds.ts';
import { LEFT_BEHIND_MS } from '@ringback/shared/domain/texts/left-behind.ts';
import {
  contactKindOf,
  isAnswerKind,
  MESSAGE_KINDS,
} from '@ringback/shared/domain/texts/message-kind.ts';
import { ANA, CLAIM, later, NOON, sid } from '@ringback/testing/database-world.ts';
import { claimAt, startTextsWorld, type TextsWorld } from '@ringback/testing/texts-world.ts';

/*
 * Times, lists and forms that stand in TypeScript and in SQL. The database is asked on both sides of
 * each of them.
 */

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

const at = (moment: Date) => `'${moment.toISOString()}'::timestamptz`;
const after = (moment: Date, ms: number) => new Date(moment.getTime() + ms);

describe('a text that an api has left behind', () => {
  it('makes a round due after the time after which sms-worker records it', async () => {
    await world.exec(
      `insert into inbound_arrivals (message_id, lead_phone, arrived_at, text, created_at)
       values (gen_random_uuid(), '${world.number()}', ${at(NOON)}, '{}', ${at(NOON)})`,
    );
    const dueAfter = (ms: number) => readWorkDue(world.db, after(NOON, ms));
    expect(await dueAfter(LEFT_BEHIND_MS - 1)).not.toContain('sweep-texts');
    expect(await dueAfter(LEFT_BEHIND_MS)).toContain('sweep-texts');
    await world.exec('delete from inbound_arrivals');
  });
});

describe('a switch', () => {
  it('is looked at again after the same time, for calls and for texts', async () => {
    const until = after(NOON, SWITCH_LOOK_MS).getTime();
    const switches = createSwitches(world.db);
    const call = world.newCall({ to: world.number() });
    await world.calls.schedule(call, NOON);
    const text = await world.planned();
    await switches.set('stop_all', true, 'A test.', ANA, NOON);
    const held = [
      await world.calls.begin(call.id, CLAIM, NOON),
      await world.messages.begin(text.message_id, claimAt(NOON), NOON),
    ];
    expect(
      held.map(
        (claim) => claim.verdict === 'wait' && [claim.rule, Date.parse(String(claim.until))],
      ),
    ).toEqual([
      ['switched_off', until],
      ['switched_off', until],
    ]);
    await switches.set('stop_all', false, null, ANA, NOON);
  });
});

describe('a held call', () => {
  const rulesOf = (reason: keyof typeof UNKNOWN_WINDOWS) =>
    windowHold({ kind: 'unknown', reason }, NOON).map(({ rule }) => rule);
  const closed = windowHold({ kind: 'closed', opensAt: later(3_600), evidence: {} }, NOON);
  const reasons = Object.keys(UNKNOWN_WINDOWS) as (keyof typeof UNKNOWN_WINDOWS)[];
  /** The hours in the settings are wrong for every lead: another place changes nothing. */
  const ofSettings = rulesOf('invalid_operator_hours');
  const ofPlace = [...closed.map(({ rule }) => rule), ...reasons.flatMap(rulesOf)].filter(
    (rule) => !ofSettings.includes(rule),
  );

  it('is looked at anew after a change of place for each rule of the place, and for no other', async () => {
    const lead = await world.leads.create({ phone: world.number() }, NOON);
    const others = [...ofSettings, 'switched_off', 'budget', 'cap_calls_per_day', 'lead_busy'];
    const calls = await Promise.all(
      [...ofPlace, ...others].map(async (rule) => {
        const call = world.newCall({ to: world.number() });
        await world.calls.schedule(call, NOON);
        await world.exec(
          `update calls set lead_id = ${lead.id}, status = 'held', held_reason = '${rule}',
             run_at = ${at(later(3_600))} where id = '${call.id}'`,
        );
        return { id: call.id, rule };
      }),
    );
    const woken = (await world.calls.wakeHeld(lead.id, NOON)).map(({ id }) => id);
    const wokenRules = calls.filter(({ id }) => woken.includes(id)).map(({ rule }) => rule);
    expect(ofPlace.length).toBeGreaterThan(3);
    expect(wokenRules).toEqual(ofPlace);
  });
});

describe('a text', () => {
  it('is an answer by one rule', async () => {
    const rows = await world.exec(
      `select k as kind, private.is_answer(k) as answers
       from unnest(enum_range(null::public.message_kind)) k`,
    );
    expect(rows).toHaveLength(MESSAGE_KINDS.length);
    expect(rows).toEqual(
      rows.map(({ kind }) => ({
        kind,
        answers: isAnswerKind(kind as (typeof MESSAGE_KINDS)[number]),
      })),
    );
  });

  it('waits for the carrier’s list where the policy takes it for no answer', async () => {
    const { conversation_id: id, phone } = await world.planned();
    await world.exec(
      `insert into inbound_door (open_since, seen_at) values (${at(later(-3_600))}, ${at(later(-600))})`,
    );
    const sent = MESSAGE_KINDS.filter((kind) => kind !== 'inbound');
    for (const hasWritten of [false, true]) {
      await world.exec(
        `update sms_conversations set last_inbound_at = ${hasWritten ? at(NOON) : 'null'}
         where id = '${id}'`,
      );
      // An answer of the agent follows a text of the lead.
      for (const kind of sent.filter((one) => hasWritten || one !== 'reply')) {
        const [row] = await world.exec(
          `select private.objection(m, ${at(NOON)}) ->> 'rule' as rule
           from jsonb_populate_record(null::sms_messages, jsonb_build_object(
             'message_id', '${randomUUID()}', 'conversation_id', '${id}', 'lead_phone', '${phone}',
             'kind', '${kind}', 'created_at', ${at(NOON)})) m`,
        );
        const asked = contactKindOf(kind, hasWritten);
        // Whatever was planned before the lead wrote stays what it was planned as.
        const isUnasked = asked === 'campaign' || asked === 'single';
        expect({ kind, hasWritten, waits: row?.['rule'] === 'inbound_not_read' }).toEqual({
          kind,
          hasWritten,
          waits: isUnasked,
        });
      }
    }
    await world.exec('delete from inbound_door');
  });
});

describe('an extension', () => {
  it('has one form, for the API and for the table', async () => {
    const samples = [
      '1',
      '12',
      '12345678901',
      '123456789012',
      '',
      'x12',
      '12x',
      ' 12',
      '12\n',
      '１２',
    ];
    const [check] = await world.exec(
      `select pg_get_expr(conbin, conrelid) as expression from pg_constraint
       where conname = 'leads_phone_extension_check'`,
    );
    const rows = await world.exec(
      `select ${check?.['expression']} as fits
       from jsonb_array_elements_text('${JSON.stringify(samples)}'::jsonb)
         with ordinality t (phone_extension, n) order by t.n`,
    );
    expect(rows).toEqual(samples.map((sample) => ({ fits: EXTENSION.test(sample) })));
  });
});

describe('a call that has ended', () => {
  it('counts as not settled from when its last words are there', async () => {
    const { id } = await world.dialing(world.number(), sid('over'));
    await world.exec(
      `update calls set status = 'completed', ended_at = ${at(NOON)}, answered_at = ${at(NOON)}
       where id = '${id}'`,
    );
    const ended = { endedAt: NOON, settledAt: null, streamOpenSince: null, streams: 0 };
    const completeAt = wordsCompleteAt(ended);
    const unsettledAt = async (moment: Date) =>
      (await world.calls.lostWork(0, moment, 10)).unsettled;
    expect(await unsettledAt(after(completeAt, -1))).not.toContain(id);
    expect(await unsettledAt(completeAt)).toContain(id);
  });
});
