import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { DEFAULT_NUMBER_RULES, dialable } from '@ringback/shared/domain/policy/judge-number.ts';
import { ANA, later, NOON } from '@ringback/testing/database-world.ts';
import {
  claimAt,
  TEXT_CLAIM,
  type TextsWorld,
  textSid,
  textStep,
} from '@ringback/testing/texts-world.ts';
import { createDice } from '../fortnight/dice.ts';

const DAY = 86_400;
const AT_ONCE = 50;
/** A racer waits up to so many turns of the event loop, so that each race falls out differently. */
const HEAD_START_TURNS = 400;
/** Fewer of one outcome would mean that one side always wins, and that nothing was raced. */
const ENOUGH = 1 / 20;

const setup = (world: TextsWorld) => ({ world, dice: createDice(20_261_120) });
type Setup = ReturnType<typeof setup>;

/** Starts them in any order and in any rhythm, and waits for all. */
async function race({ dice }: Setup, racers: (() => Promise<void>)[]): Promise<void> {
  await Promise.all(
    dice.shuffled(racers).map(async (run) => {
      for (let turns = dice.below(HEAD_START_TURNS); turns > 0; turns--) await turn();
      await run();
    }),
  );
}

/** Claims a text, has the carrier take it and records that, as the worker does. */
async function send({ world }: Setup, id: string, at: Date, phone: string) {
  const number = dialable(phone, DEFAULT_NUMBER_RULES);
  const begun = await world.messages.begin(id, { ...claimAt(at), number }, at);
  if (begun.verdict !== 'go') return begun;
  const sid = textSid(randomUUID().replaceAll('-', '').slice(0, 16));
  await world.messages.recordSent(id, begun.fence, { sid, status: 'queued', segments: 1 }, at);
  return begun;
}

/** So many leads whose first text is out and whose second is due at `dueAt`. */
async function dueFollowUps(game: Setup, count: number, dueAt: Date) {
  const { world } = game;
  const campaignId = await world.campaign([textStep('Hello.'), textStep('Still there?', DAY)]);
  // As fast as the claims say that it is, from the start: none of these waits for its sender.
  await world.exec(`update senders set usual_per_second = ${TEXT_CLAIM.per_second}`);
  const rows = Array.from({ length: count }, (_, line) => ({ line, phone: world.number() }));
  for (let from = 0; from < count; from += 500) {
    const consent = { channel: 'all' as const, kind: 'written' as const, text: 'Yes, text me.' };
    const batch = { source: 'form', campaign_id: campaignId, consent };
    await world.intake.importBatch({ ...batch, rows: rows.slice(from, from + 500) }, NOON);
  }
  while ((await world.sweep(NOON)).due.length > 0);
  // Sent by the same functions as ever, all in one statement.
  await world.exec(`select public.record_message_sent(m.message_id,
      (public.begin_message(m.message_id, '${JSON.stringify(claimAt(NOON))}'::jsonb || jsonb_build_object(
          'number', jsonb_build_object('to', m.lead_phone, 'ok', true, 'table', 'test')), '${NOON.toISOString()}')
        ->> 'fence')::integer,
      'SM' || replace(m.message_id::text, '-', ''), 'queued', 1, '${NOON.toISOString()}')
    from public.sms_messages m where m.step = 1`);
  while ((await world.sweep(dueAt)).due.length > 0);
  const known = await world.exec(
    `select message_id, lead_phone from sms_messages where step = 2 and delivery_status = 'pending'`,
  );
  return known.map((row) => ({ id: String(row['message_id']), phone: String(row['lead_phone']) }));
}

/**
 * What the outbox saw, in the order in which each telephone's writes were made: every claim of a
 * text that stands behind the moment from which it was forbidden.
 */
const claimsAfter = (forbidden: string, kinds: string) => `
  with forbidden as (${forbidden}), claims as (
    select id, payload ->> 'lead_phone' as phone, payload ->> 'message_id' as message_id
    from events
    where topic like 'message:%' and payload ->> 'delivery_status' = 'sending'
      and payload ->> 'kind' in (${kinds}))
  select c.message_id from claims c join forbidden f on f.phone = c.phone and f.id < c.id`;

const STOPPED = `select id, payload ->> 'phone' as phone from events where type = 'suppression.created'`;
const TAKEN_OVER = `select min(id) as id, payload ->> 'lead_phone' as phone from events
  where topic like 'conversation:%' and payload ->> 'owner' = 'human' group by 2`;

/** A STOP against a follow-up that is due: none is claimed behind it. How many left before it. */
export async function raceStops(world: TextsWorld, races: number): Promise<number> {
  const game = setup(world);
  const dueAt = later(DAY + 60);
  const due = await dueFollowUps(game, races, dueAt);
  expect(due).toHaveLength(races);

  let sent = 0;
  for (let from = 0; from < races; from += AT_ONCE) {
    const batch = due.slice(from, from + AT_ONCE);
    await race(game, [
      ...batch.map(({ phone }) => async () => {
        await world.inbound.receive(world.stopText(phone), dueAt);
      }),
      ...batch.map(({ id, phone }) => async () => {
        if ((await send(game, id, dueAt, phone)).verdict === 'go') sent += 1;
      }),
      async () => {
        await world.sweep(dueAt);
      },
    ]);
  }
  // A sweep that comes later finds nothing that it may give out, but the confirmations.
  for (;;) {
    const { due: left } = await world.sweep(later(30 * DAY));
    if (left.length === 0) break;
    expect(left.filter(({ kind }) => kind !== 'notice')).toEqual([]);
  }

  expect(await world.exec(claimsAfter(STOPPED, `'campaign', 'single', 'reply'`))).toEqual([]);
  expect(sent).toBeGreaterThan(races * ENOUGH);
  expect(sent).toBeLessThan(races * (1 - ENOUGH));
  const [counts] = await world.exec(`select
      (select count(*)::int from suppressions) as stopped,
      (select count(*)::int from sms_campaign_enrollments where status = 'active') as active,
      (select count(*)::int from sms_messages where notice = 'opt_out') as confirmations,
      (select count(*)::int from sms_messages where step = 2 and provider_sid is not null) as sent,
      (select count(*)::int from sms_messages where step = 2
         and delivery_status = 'canceled' and suppressed_reason is not null) as canceled,
      (select count(*)::int from sms_messages
         where kind = 'campaign' and delivery_status in ('pending', 'held')) as waiting`);
  expect(counts).toEqual({
    stopped: races,
    active: 0,
    confirmations: races,
    sent,
    canceled: races - sent,
    waiting: 0,
  });
  return sent;
}

/** Leads who have just written, so that the agent owes each an answer by `dueAt`. */
async function owedAnswers({ world }: Setup, count: number) {
  const letters = Array.from({ length: count }, () => world.inboundText(world.number()));
  const rows = await world.exec(`
    select public.receive_message(p, '${NOON.toISOString()}') -> 'conversation' ->> 'id' as id
    from jsonb_array_elements('${JSON.stringify(letters)}') p`);
  // They refuse nothing: before that is known nothing would leave for them.
  await world.exec(
    `update sms_messages set refusal_verdict = 'not' where refusal_verdict = 'pending'`,
  );
  return rows.map((row) => String(row['id']));
}

/** What a person writes against the draft of the agent: from then on the agent is silent. How many answers left before it. */
export async function racePeople(world: TextsWorld, races: number): Promise<number> {
  const game = setup(world);
  const dueAt = later(30);
  const owed = await owedAnswers(game, races);
  const rows = await world.exec('select id, lead_phone from sms_conversations');
  const phones = new Map(rows.map((row) => [String(row['id']), String(row['lead_phone'])]));
  const phoneOf = (id: string) => phones.get(id) ?? '';

  let answered = 0;
  const unsaid: unknown[] = [];
  for (let from = 0; from < races; from += AT_ONCE) {
    const batch = owed.slice(from, from + AT_ONCE);
    const drafts = batch.map(() => Promise.withResolvers<void>());
    await race(game, [
      ...batch.map((id, at) => async () => {
        const turn = await world.replies.begin(id, 60_000, dueAt);
        if (turn.verdict !== 'go') return drafts[at]?.resolve();
        const draft = {
          conversation_id: id,
          fence: turn.fence,
          message_id: randomUUID(),
          body: 'Yes, tomorrow at ten.',
          in_reply_to_seq: turn.in_reply_to_seq,
        };
        const saved = await world.replies.saveDraft(draft, dueAt);
        drafts[at]?.resolve();
        if (
          saved.result === 'planned' &&
          (await send(game, draft.message_id, dueAt, phoneOf(id))).verdict === 'go'
        ) {
          answered += 1;
        }
      }),
      ...batch.map((id, at) => async () => {
        // Otherwise the agent, who asks twice before it claims, would hardly ever be first.
        if (at % 2) await drafts[at]?.promise;
        const words = {
          conversation_id: id,
          message_id: randomUUID(),
          client_message_id: randomUUID(),
          body: 'Hi, this is Jo.',
          actor: ANA,
        };
        await world.conversations.write(words, dueAt);
        const begun = await send(game, words.message_id, dueAt, phoneOf(id));
        if (begun.verdict !== 'go') unsaid.push(begun);
      }),
    ]);
  }

  expect(unsaid).toEqual([]);
  expect(await world.exec(claimsAfter(TAKEN_OVER, `'reply'`))).toEqual([]);
  expect(answered).toBeGreaterThan(races * ENOUGH);
  expect(answered).toBeLessThan(races * (1 - ENOUGH));
  const [counts] = await world.exec(`select
      (select count(*)::int from sms_conversations where owner = 'human') as taken,
      (select count(*)::int from sms_conversations where reply_due_at is not null) as owed,
      (select count(*)::int from sms_messages where kind = 'human' and provider_sid is not null) as said,
      (select count(*)::int from sms_messages where kind = 'reply' and provider_sid is not null) as answered,
      (select count(*)::int from sms_messages where kind = 'reply'
         and delivery_status not in ('queued', 'suppressed')) as loose`);
  expect(counts).toEqual({ taken: races, owed: 0, said: races, answered, loose: 0 });
  // Whatever the order, every conversation is numbered without a gap.
  expect(
    await world.exec(`select conversation_id from sms_messages group by 1
        having count(seq) <> max(seq) or count(distinct seq) <> count(seq)`),
  ).toEqual([]);
  return answered;
}
