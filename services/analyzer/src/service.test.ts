import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type DatabaseWorld,
  later,
  sid,
  startDatabaseWorld,
} from '@ringback/testing/database-world.ts';
import { type RunningAnalyzer, startRunningAnalyzer } from './testing/running-analyzer.ts';

let world: DatabaseWorld;
let analyzer: RunningAnalyzer;
let made = 0;

beforeAll(async () => {
  world = await startDatabaseWorld();
  analyzer = await startRunningAnalyzer(world, {
    queuePrefix: '{analyzer-service-test}',
    now: () => later(60),
  });
});

afterAll(async () => {
  await analyzer?.stop();
  await world?.stop();
});

/** A call that took place and is over, with these words of the lead in its transcript. */
async function ended(...said: string[]) {
  const callSid = sid(`analyzer${made++}`);
  const call = await world.dialing(world.number(), callSid);
  const greeting = { seq: 1, role: 'assistant' as const, content: 'Hello, is this a good time?' };
  const turns = said.map((content, index) => ({ seq: index + 2, role: 'user' as const, content }));
  const heard = { heard: true, at: later(10).toISOString() };
  const rows = [greeting, ...turns].map((turn) => ({ ...turn, ...heard }));
  await world.transcripts.save(callSid, rows, later(10));
  await world.calls.close(call.id, 'completed', 'test', later(20));
  return call;
}

/** Runs the job to its end and gives back what was saved. */
async function analyzed(callId: string) {
  await analyzer.analyze({ callId });
  return world.analyses.ofCall(callId);
}

const health = (path: string) => fetch(`http://127.0.0.1:${analyzer.port}/${path}`);

describe('the analyzer, on a real queue and a real database', () => {
  it('labels a call with the words that prove it', async () => {
    const call = await ended('I am still looking. My budget is about 20 thousand dollars.');
    expect(await analyzed(call.id)).toMatchObject({
      status: 'done',
      outcome: 'qualified',
      outcome_turn: 2,
      decided_by: 'model',
      model: 'gpt-5.4-mini',
      facts: expect.arrayContaining([expect.objectContaining({ field: 'budget', turn: 2 })]),
    });
    expect(await world.leads.findByPhone(call.to)).toMatchObject({ outcome: 'qualified' });
  });

  it('plans the callback that the lead asked for', async () => {
    const call = await ended('Can you call me back tomorrow at three?');
    expect(await analyzed(call.id)).toMatchObject({ status: 'done', outcome: 'qualified' });
    const { data } = await world.db.from('calls').select().eq('callback_of', call.id).single();
    // The number is from Washington: three in the afternoon there.
    expect(data).toMatchObject({ status: 'scheduled', origin: 'callback', to_number: call.to });
    expect(new Date(String(data?.run_at))).toEqual(new Date('2026-11-21T20:00:00Z'));
  });

  it('blocks the number of a lead who refuses, without asking anybody', async () => {
    const call = await ended('Please stop calling me.');
    expect(await analyzed(call.id)).toMatchObject({ outcome: 'discarded', decided_by: 'rules' });
    expect(await world.suppressions.has(call.to, 'voice')).toBe(true);
  });

  it('leaves a label even when the model only talks nonsense', async () => {
    analyzer.faults({ responses: { wrong_enum: 1 } });
    const call = await ended('What does it cost?');
    expect(await analyzed(call.id)).toMatchObject({
      status: 'needs_review',
      outcome: null,
      failure: 'garbled: does not fit: outcome',
    });
    analyzer.faults({ responses: { wrong_enum: 0 } });
  });

  it('drops what nobody said', async () => {
    analyzer.faults({ responses: { invented_quote: 1 } });
    const call = await ended('I am still looking, what does it cost?');
    expect(await analyzed(call.id)).toMatchObject({
      status: 'done',
      dropped: [{ field: 'budget', reason: 'the lead said no such words' }],
    });
    analyzer.faults({ responses: { invented_quote: 0 } });
  });

  it('says that it is ready, and what it did', async () => {
    expect((await health('readyz')).status).toBe(200);
    const metrics = await (await health('metrics')).text();
    expect(metrics).toMatch(/ringback_analyses_total\{[^}]*outcome="discarded"/);
    expect(metrics).not.toMatch(/\+1202/);
  });
});
