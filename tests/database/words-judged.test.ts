import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createRecordInbound } from '@ringback/shared/inbound/record-inbound.ts';
import { sentencesOf } from '@ringback/shared/testing/opt-out/sentences.ts';
import { ANA, CLAIM, later, NOON, sid } from '@ringback/testing/database-world.ts';
import {
  claimAt,
  OUR_NUMBER,
  startTextsWorld,
  type TextsWorld,
  textSid,
} from '@ringback/testing/texts-world.ts';
import { pino } from 'pino';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
}, 240_000);
afterAll(() => world.stop());
beforeEach(() => world.rested());

const LIMITS = { burstMs: 30_000, leaseMs: 45_000, patienceMs: 180_000 };
const hears = (phone: string, body: string, at: Date) =>
  world.heard.receive(world.inboundText(phone, { body }), at);
const verdictOn = async (phone: string) =>
  (
    await world.exec(
      `select refusal_verdict as v from sms_messages where lead_phone = '${phone}' and direction = 'inbound' order by seq`,
    )
  ).map(({ v }) => v);

/** Everything automated that may leave for a number, planned and due. */
async function everythingPlanned(phone: string) {
  const call = world.newCall({ to: phone });
  await world.calls.schedule(call, NOON);
  const text = world.single({ to: phone });
  await world.messages.plan(text, NOON);
  return { callId: call.id, textId: text.message_id };
}

/** What becomes of it when a worker claims it. */
async function claims({ callId, textId }: { callId: string; textId: string }, at: Date) {
  await world.rested();
  const text = await world.messages.begin(textId, claimAt(at), at);
  const claim = {
    ...CLAIM,
    deadline_at: later(8, at).toISOString(),
    open_until: later(9_999, at).toISOString(),
  };
  const call = await world.calls.begin(callId, claim, at);
  return [text, call].map((one) => ('rule' in one ? one.rule : one.verdict));
}

async function consenting() {
  const lead = await world.arrived();
  return { ...lead, planned: await everythingPlanned(lead.phone) };
}

describe('words that nobody has judged', () => {
  it('hold every text and every call to their number, and the verdict lets them go', async () => {
    const { phone, planned } = await consenting();
    const came = await hears(phone, 'how do I get these to end', later(1));
    expect(came.message.refusal_verdict).toBe('pending');
    expect(await claims(planned, later(2))).toEqual(['words_not_judged', 'words_not_judged']);
    const judged = await world.words.record(
      {
        conversation_id: came.conversation.id,
        message_ids: [came.message.message_id],
        verdict: 'not',
        by: 'model',
      },
      later(3),
    );
    expect(judged.result).toBe('recorded');
    expect(await claims(planned, later(4))).toEqual(['go', 'go']);
  });

  it('close the number in the same step as the verdict, with its one confirmation', async () => {
    const { phone, planned } = await consenting();
    const came = await hears(phone, 'lose me', later(1));
    const notice = randomUUID();
    const verdict = {
      conversation_id: came.conversation.id,
      message_ids: [came.message.message_id],
      verdict: 'refuses' as const,
      by: 'model' as const,
      message_id: came.message.message_id,
      words: 'lose me',
      scope: 'all' as const,
      confirmation: { message_id: notice, body: 'No more.' },
    };
    expect(await world.words.record(verdict, later(2))).toMatchObject({ notice_id: notice });
    expect(await world.words.record(verdict, later(3))).toMatchObject({ result: 'judged_already' });
    expect(await world.suppressions.has(phone, 'sms')).toBe(true);
    expect(await world.suppressions.has(phone, 'voice')).toBe(true);
    expect(await claims(planned, later(4))).not.toContain('go');
    expect((await world.messages.begin(notice, claimAt(later(4)), later(4))).verdict).toBe('go');
    const [row] = await world.exec(
      `select refusal_words, refusal_scope, opt_out->>'kind' as kind from sms_messages where message_id = '${came.message.message_id}'`,
    );
    expect(row).toEqual({ refusal_words: 'lose me', refusal_scope: 'all', kind: 'opt_out' });
  });

  it('hold while they are unclear, and a person is asked and answers', async () => {
    const { phone, planned } = await consenting();
    const { conversation, message } = await hears(phone, 'not again', later(1));
    const said = { conversation_id: conversation.id, message_ids: [message.message_id] };
    const unclear = {
      ...said,
      verdict: 'unclear',
      by: 'model',
      why: 'The judge cannot tell.',
    } as const;
    expect(await world.words.record(unclear, later(2))).toMatchObject({ told_person: true });
    expect(await world.conversations.find(conversation.id)).toMatchObject({
      owner: 'human',
      awaits_human: true,
      handover_reason: 'unclear_opt_out',
      handover_summary: 'The lead wrote: not again',
    });
    expect(await claims(planned, later(400))).toEqual(['words_not_judged', 'words_not_judged']);
    // A model has said what it has to say.
    const again = { ...said, verdict: 'not', by: 'model' } as const;
    expect(await world.words.record(again, later(401))).toMatchObject({ result: 'judged_already' });
    await world.words.record({ ...said, verdict: 'not', by: 'person' }, later(402));
    expect(await claims(planned, later(403))).toEqual(['go', 'go']);
    expect(await world.conversations.find(conversation.id)).toMatchObject({ awaits_human: false });
  });

  it('do not hold what a person writes', async () => {
    const { phone } = await world.arrived();
    const { conversation } = await hears(phone, 'hm', later(1));
    const written = await world.conversations.write(
      {
        conversation_id: conversation.id,
        message_id: randomUUID(),
        client_message_id: randomUUID(),
        body: 'Ann here. Shall we stop?',
        actor: ANA,
      },
      later(2),
    );
    if (written.result !== 'planned') throw new Error(written.result);
    const id = written.message.message_id;
    expect((await world.messages.begin(id, claimAt(later(3)), later(3))).verdict).toBe('go');
  });

  it('are no longer of interest once the lead writes STOP, or START', async () => {
    const stopped = await world.arrived();
    await hears(stopped.phone, 'how do I', later(1));
    await world.heard.receive(world.stopText(stopped.phone), later(2));
    expect(await verdictOn(stopped.phone)).toEqual(['refuses', 'refuses']);

    const started = await world.arrived();
    await hears(started.phone, 'leave it', later(1));
    const start = { opt_out: { kind: 'opt_in', rule: 'keyword.start', words: 'START' } } as const;
    await world.heard.receive(world.inboundText(started.phone, start), later(2));
    expect(await verdictOn(started.phone)).toEqual(['not', 'not']);
  });
});

describe('the judge of words that no answer judges along the way', () => {
  it('is asked where a person owns the conversation, about a whole burst at once', async () => {
    const { phone } = await world.arrived();
    const { conversation } = await hears(phone, 'please take', later(1));
    await world.conversations.setOwner(conversation.id, 'human', ANA, later(1));
    expect(await world.words.claimDue(0, 180_000, later(5), 50)).toEqual([]);
    await hears(phone, 'me off this', later(4));
    expect(await world.words.begin(conversation.id, LIMITS, later(7))).toMatchObject({
      verdict: 'wait',
    });
    const due = await world.words.claimDue(0, 180_000, later(9), 50);
    expect(due.map((one) => one.conversation_id)).toContain(conversation.id);
    const begun = await world.words.begin(conversation.id, LIMITS, later(9));
    expect(begun.verdict === 'go' && begun.messages.map(({ body }) => body)).toEqual([
      'please take',
      'me off this',
    ]);
    // Leased: a second judge waits.
    expect(await world.words.begin(conversation.id, LIMITS, later(10))).toMatchObject({
      verdict: 'wait',
    });
  });

  it('leaves it to the agent’s own turn where an answer is owed', async () => {
    const { phone } = await world.arrived();
    const { conversation } = await hears(phone, 'ok', later(1));
    expect(await world.words.begin(conversation.id, LIMITS, later(30))).toEqual({
      verdict: 'skip',
      reason: 'judged_with_the_answer',
    });
    // It has not come in three minutes: somebody else judges.
    expect(await world.words.begin(conversation.id, LIMITS, later(182))).toMatchObject({
      verdict: 'go',
    });
  });

  it('tells a person when it does not answer for minutes, and nothing leaves meanwhile', async () => {
    const { phone, planned } = await consenting();
    const { conversation } = await hears(phone, 'ok', later(1));
    expect(await world.words.release(conversation.id, later(90), false, later(60))).toBe(false);
    expect(await world.words.release(conversation.id, later(300), true, later(200))).toBe(true);
    expect(await world.words.release(conversation.id, later(400), true, later(300))).toBe(false);
    expect(await world.conversations.find(conversation.id)).toMatchObject({
      owner: 'human',
      awaits_human: true,
      handover_reason: 'words_not_judged',
    });
    expect(await claims(planned, later(320))).toEqual(['words_not_judged', 'words_not_judged']);
  });
});

describe('a text without words of the lead', () => {
  const quiet = (phone: string, said: 'reaction' | 'machine' | 'quotation' | 'nothing') =>
    world.inboundText(phone, { body: 'Liked “Hello”', opt_out: { kind: 'none', said } });

  it.each(['reaction', 'machine', 'quotation', 'nothing'] as const)(
    'is kept, and is no answer: a %s owes nothing, pauses nothing, opens nothing again',
    async (said) => {
      const lead = await world.planned();
      await world.sent(lead.message_id);
      const came = await world.heard.receive(quiet(lead.phone, said), later(5));
      expect(came).toMatchObject({ result: 'recorded', paused: 0, reopened: false });
      expect(came.conversation).toMatchObject({
        reply_due_at: null,
        last_inbound_seq: 0,
        owner: 'ai',
      });
      expect(came.message.seq).toBe(2);
      expect(await world.enrollment(lead.phone)).toMatchObject({ status: 'active' });
      // What the rules could not read is read by a model all the same.
      const isRead = said === 'reaction' || said === 'nothing';
      expect(came.message.refusal_verdict).toBe(isRead ? 'not' : 'pending');

      await world.conversations.end(
        { conversation_id: came.conversation.id, reason: 'closed_by_staff' },
        later(6),
      );
      const late = await world.heard.receive(quiet(lead.phone, said), later(7));
      expect(late).toMatchObject({ reopened: false, conversation: { owner: 'closed' } });
    },
  );
});

describe('what was said in a call', () => {
  it('is judged before the number is dialed again, and the verdict wakes the call', async () => {
    const phone = world.number();
    const call = await world.dialing(phone, sid(phone));
    const words = 'I told you people';
    const turn = {
      seq: 1,
      role: 'user',
      content: words,
      heard: true,
      at: later(5).toISOString(),
    } as const;
    await world.transcripts.save(sid(phone), [turn], later(5));
    await world.exec(
      `update calls set status = 'completed', ended_at = '${later(20).toISOString()}' where id = '${call.id}'`,
    );
    const redial = world.newCall({ to: phone });
    await world.calls.schedule(redial, NOON);
    const at = later(60);
    const claim = { ...CLAIM, deadline_at: later(68).toISOString() };
    expect(await world.calls.begin(redial.id, claim, at)).toMatchObject({
      rule: 'words_not_judged',
    });

    const finding = { call_id: call.id, status: 'needs_review', facts: [], dropped: [] } as const;
    const nobody = { ...finding, decided_by: 'nobody', failure: 'unavailable' } as never;
    await world.analyses.save(nobody, later(61));
    expect(await world.calls.begin(redial.id, claim, later(400))).toMatchObject({
      verdict: 'wait',
    });
    await world.analyses.save({ ...finding, decided_by: 'model' } as never, later(401));
    expect(
      await world.calls.begin(
        redial.id,
        { ...claim, deadline_at: later(410).toISOString() },
        later(402),
      ),
    ).toMatchObject({ verdict: 'go' });
  });
});

const refusals = sentencesOf('refusals.tsv');

describe(`${refusals.length} refusals that no rule was made for`, () => {
  it('let nothing leave before their verdict, each of them', async () => {
    const recordInbound = createRecordInbound({
      inboundTexts: world.heard,
      whoIs: async () => ({
        lead: null,
        foundBy: 'nobody',
        history: {
          ours: false,
          known: null,
          by_contact: null,
          by_lead: null,
          texts: [],
          calls: [],
          appointments: [],
        },
      }),
      enqueue: async () => 'added' as never,
      sendSoon: async () => undefined,
      readPhone: () => ({ ok: false }) as never,
      rules: {
        lines: { optOut: 'No more.', optIn: 'Welcome.', help: 'Help.' },
        confirmedBy: 'us',
        optOutScope: 'all',
        debounceSeconds: 5,
        capSeconds: 30,
      },
      log: pino({ enabled: false }),
      newId: randomUUID,
    });
    const campaign = await world.campaign();
    const left: string[] = [];
    let decided = 0;
    for (const { texts } of refusals) {
      const { phone } = await world.arrived(campaign);
      const planned = await everythingPlanned(phone);
      for (const [n, body] of texts.entries()) {
        const text = {
          provider: 'twilio',
          provider_sid: textSid(randomUUID()),
          from: phone,
          to: OUR_NUMBER,
          body,
        };
        await recordInbound(text, later(1 + n));
      }
      const verdicts = await verdictOn(phone);
      if (verdicts.includes('refuses')) decided += 1;
      const outcomes = await claims(planned, later(10));
      if (outcomes.includes('go') || verdicts.includes('not')) left.push(texts.join(' / '));
    }
    expect(left).toEqual([]);
    // The rest had to wait for a judge; neither share may be nothing, or the test asks nothing.
    expect(decided).toBeGreaterThan(50);
    expect(decided).toBeLessThan(refusals.length);
  }, 600_000);
});
