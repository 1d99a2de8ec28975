import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLeadStory } from '@ringback/shared/db/leads/lead-story.ts';
import type { Outcome } from '@ringback/shared/domain/outcome.ts';
import { put } from '@ringback/shared/testing/put.ts';
import { ANA, BEN, later, NOON } from '@ringback/testing/database-world.ts';
import { startTextsWorld, type TextsWorld } from '@ringback/testing/texts-world.ts';
import { judged } from '../fixtures/analyses.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
  await world.staff();
});
afterAll(() => world.stop());

const found = (outcome: Outcome | null) =>
  outcome
    ? judged({ outcome, outcome_quote: 'Yes', outcome_turn: 2, decided_by: 'model', model: 'm' })
    : judged({ status: 'needs_review', outcome, decided_by: 'nobody', failure: 'unproven' });

/** A lead in a campaign, after a call that was analysed. */
async function called(outcome: Outcome | null, callback = false) {
  const lead = await world.planned();
  const call = world.newCall({ to: lead.phone, lead_id: lead.lead.id });
  await world.calls.schedule(call, NOON);
  await world.exec(
    put(
      'calls',
      `update calls set status = 'completed', ended_at = '${later(200).toISOString()}' where id = '${call.id}'`,
    ),
  );
  const saved = await world.analyses.save(
    {
      ...{ call_id: call.id, ...found(outcome) },
      callback: callback ? { id: crypto.randomUUID(), run_at: later(90_000).toISOString() } : null,
    },
    later(300),
  );
  const id = saved?.analysis_id ?? '';
  const say = (said: Outcome, at = 400, reason: string | null = 'I know them') =>
    world.analyses.correct(id, { outcome: said, reason }, ANA, later(at));
  return { ...lead, id, call, callbackId: saved?.callback_id ?? '', say };
}

/** A conversation in texts that ended and was analysed. */
async function texted(outcome: Outcome, reason = 'silent') {
  const lead = await world.planned();
  await world.sent(lead.message_id);
  await world.inbound.receive(world.inboundText(lead.phone), later(10));
  const { conversation_id } = lead;
  const ended = reason === 'goal_reached' ? { outcome } : {};
  await world.conversations.end({ conversation_id, reason, ...ended }, later(20));
  const saved = await world.textAnalyses.save({ conversation_id, ...found(outcome) }, later(30));
  const id = saved?.analysis_id ?? '';
  const say = (said: Outcome, at = 400) =>
    world.analyses.correct(id, { outcome: said, reason: null }, ANA, later(at));
  return { ...lead, id, say };
}

const outcomeOf = async (phone: string) => (await world.leads.findByPhone(phone))?.outcome;
const enrollmentOf = async (id: number) =>
  (await world.exec(`select status, reason from sms_campaign_enrollments where id = ${id}`))[0];
const acts = async (id: string) =>
  (
    await world.exec(`select action, actor_name, details, undo_of is not null as is_undo
      from activity_log where subject_id = '${id}' order by id`)
  ).map(({ action, actor_name, details, is_undo }) => ({ action, actor_name, details, is_undo }));

describe('a corrected outcome', () => {
  it('counts, with who and why, and keeps what was found', async () => {
    const { id, say, phone, call } = await called('success');
    const { result, analysis } = await say('unqualified');
    expect([result, analysis]).toEqual([
      'corrected',
      expect.objectContaining({
        status: 'done',
        outcome: 'unqualified',
        outcome_quote: null,
        decided_by: 'staff',
        correction: {
          by_id: ANA.id,
          by_name: 'Ana',
          at: expect.any(String),
          reason: 'I know them',
          found: {
            status: 'done',
            outcome: 'success',
            outcome_quote: 'Yes',
            outcome_turn: 2,
            failure: null,
            decided_by: 'model',
          },
        },
      }),
    ]);
    expect(await outcomeOf(phone)).toBe('unqualified');
    expect(await acts(id)).toEqual([
      {
        action: 'outcome_corrected',
        actor_name: 'Ana',
        details: { from: 'success', to: 'unqualified', call_id: call.id },
        is_undo: false,
      },
    ]);
  });

  it('is one entry of the story, and another when it is taken back', async () => {
    const { id, say, lead } = await called('success');
    await say('unqualified');
    await world.analyses.restore(id, BEN, later(500));
    const story = await createLeadStory(world.db).ofLead(lead.id, { limit: 20 });
    expect(story.filter(({ kind }) => kind === 'correction').map(({ told }) => told)).toMatchObject(
      [
        { restored: true, from: 'unqualified', to: 'success', actor_name: 'Ben' },
        { restored: false, from: 'success', to: 'unqualified', actor_name: 'Ana' },
      ],
    );
  });

  it('stops the campaigns of the lead, as one that an analysis found', async () => {
    const { say, enrollment_id } = await called('no_response');
    expect(await enrollmentOf(enrollment_id)).toMatchObject({ status: 'active' });
    await say('qualified');
    expect(await enrollmentOf(enrollment_id)).toEqual({
      status: 'stopped',
      reason: 'outcome_qualified',
    });
  });

  it.each(['discarded', 'unqualified'] as const)(
    '%s decides about a call that was asked for',
    async (said) => {
      const { say, callbackId } = await called('qualified', true);
      await say(said);
      const { status, end_reason } = await world.calls.get(callbackId);
      expect([status, end_reason]).toEqual(
        said === 'discarded' ? ['canceled', 'outcome_corrected'] : ['scheduled', null],
      );
    },
  );

  it('takes an analysis off those that nobody could tell', async () => {
    const { id, say, phone } = await called(null);
    const toReview = async () =>
      (await world.analyses.list({ limit: 50, status: 'needs_review' })).map((one) => one.id);
    expect(await toReview()).toContain(id);
    await say('qualified');
    expect([await toReview(), await outcomeOf(phone)]).toEqual([
      expect.not.arrayContaining([id]),
      'qualified',
    ]);
    await world.analyses.restore(id, ANA, later(500));
    expect([await toReview(), await outcomeOf(phone)]).toEqual([
      expect.arrayContaining([id]),
      null,
    ]);
  });

  it('stands when the call is analysed again, and what is found then comes back with the undo', async () => {
    const { id, say, phone, call } = await called('success');
    await say('unqualified');
    await world.analyses.save(
      { call_id: call.id, callback: null, ...found('qualified'), summary: 'New words.' },
      later(450),
    );
    expect([await world.analyses.ofCall(call.id), await outcomeOf(phone)]).toMatchObject([
      { outcome: 'unqualified', decided_by: 'staff', summary: 'New words.' },
      'unqualified',
    ]);
    const back = await world.analyses.restore(id, BEN, later(500));
    expect([back, await outcomeOf(phone)]).toMatchObject([
      {
        result: 'restored',
        analysis: { outcome: 'qualified', decided_by: 'model', correction: null },
      },
      'qualified',
    ]);
    expect((await acts(id)).at(-1)).toMatchObject({ action: 'outcome_restored', is_undo: true });
    expect((await world.analyses.restore(id, BEN, later(510))).result).toBe('already');
  });

  it('that is corrected again still comes back to what was found', async () => {
    const { id, say } = await called('success');
    await say('unqualified');
    expect((await say('unqualified', 410)).result).toBe('already');
    await say('qualified', 420);
    const back = await world.analyses.restore(id, ANA, later(500));
    expect(back.analysis).toMatchObject({ outcome: 'success', outcome_quote: 'Yes' });
  });

  it('of an older conversation does not replace the newer one of the lead', async () => {
    const { say, phone } = await called('success');
    await world.exec(
      `update leads set outcome = 'qualified', outcome_at = '${later(350).toISOString()}' where phone = '${phone}'`,
    );
    await say('unqualified');
    expect(await outcomeOf(phone)).toBe('qualified');
  });

  it('taken back to none leaves the lead with that of the conversation before', async () => {
    const { id, say, phone, lead } = await called(null);
    await world.exec(`insert into conversation_analyses
      (lead_id, status, outcome, decided_by, created_at, updated_at)
      values (${lead.id}, 'done', 'qualified', 'model', '${later(100).toISOString()}', '${later(100).toISOString()}')`);
    await say('unqualified');
    expect(await outcomeOf(phone)).toBe('unqualified');
    await world.analyses.restore(id, ANA, later(500));
    expect(await outcomeOf(phone)).toBe('qualified');
  });
});

describe('a corrected outcome of texts', () => {
  it.each(['silent', 'goal_reached'])(
    'is that of the conversation, too, and stands (%s)',
    async (reason) => {
      const { id, say, conversation_id, phone } = await texted('success', reason);
      expect((await say('unqualified')).result).toBe('corrected');
      await world.textAnalyses.save({ conversation_id, ...found('qualified') }, later(450));
      const conversation = await world.conversations.find(conversation_id);
      expect([conversation?.conversion_status, await outcomeOf(phone)]).toEqual([
        'unqualified',
        'unqualified',
      ]);
      await world.analyses.restore(id, ANA, later(500));
      const restored = await world.conversations.find(conversation_id);
      expect([restored?.conversion_status, await outcomeOf(phone)]).toEqual(['success', 'success']);
    },
  );

  it('is not given while the conversation goes on, nor before its new end is analysed', async () => {
    const { say, conversation_id, phone } = await texted('qualified');
    await world.inbound.receive(world.inboundText(phone, { body: 'Hello?' }), later(400));
    expect((await say('success', 410)).result).toBe('is_open');
    await world.conversations.end({ conversation_id, reason: 'silent' }, later(420));
    expect((await say('success', 430)).result).toBe('not_judged');
    await world.textAnalyses.save({ conversation_id, ...found('unqualified') }, later(440));
    expect((await say('success', 450)).result).toBe('corrected');
  });

  it('says nothing about the next end', async () => {
    const { say, conversation_id, phone } = await texted('qualified');
    await say('unqualified');
    await world.inbound.receive(world.inboundText(phone, { body: 'Hello?' }), later(500));
    await world.conversations.end({ conversation_id, reason: 'silent' }, later(600));
    await world.textAnalyses.save({ conversation_id, ...found('qualified') }, later(700));
    const [row] = await world.exec(
      `select outcome, correction from conversation_analyses where conversation_id = '${conversation_id}'`,
    );
    expect(row).toEqual({ outcome: 'qualified', correction: null });
  });
});

it('an analysis that is not there is not corrected', async () => {
  const id = crypto.randomUUID();
  const said = { outcome: 'success', reason: null } as const;
  expect((await world.analyses.correct(id, said, ANA, NOON)).result).toBe('no_such_analysis');
  expect((await world.analyses.restore(id, ANA, NOON)).result).toBe('no_such_analysis');
});
