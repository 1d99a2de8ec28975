import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { analyzeConversation } from '@ringback/shared/jobs/analyze-conversation.ts';
import { connectPatiently } from '@ringback/shared/queue/connect.ts';
import { createInspector } from '@ringback/shared/queue/inspect.ts';
import { createProducer } from '@ringback/shared/queue/producer.ts';
import { createLogger } from '@ringback/shared/runtime/logger.ts';
import { readConfig } from '@ringback/shared/runtime/read-config.ts';
import { Config as SimulatorConfig } from '../../../simulator/src/config.ts';
import { type Simulator, startSimulator } from '../../../simulator/src/service.ts';
import {
  CLAIM,
  type DatabaseWorld,
  later,
  NOON,
  SECRET_KEY,
  sid,
  startDatabaseWorld,
} from '../../../tests/database/database-world.ts';
import { Config } from './config.ts';
import { startAnalyzer } from './service.ts';

const PREFIX = '{analyzer-service-test}';
const KEY = 'sk-simulated';

let world: DatabaseWorld;
let simulator: Simulator;
let analyzer: Awaited<ReturnType<typeof startAnalyzer>>;
let redis: ReturnType<typeof connectPatiently>;
let producer: ReturnType<typeof createProducer>;
let made = 0;

beforeAll(async () => {
  // biome-ignore lint/style/noProcessEnv: the way by which jest's setup hands us its Redis
  const redisUrl = String(process.env['TEST_REDIS_URL']);
  world = await startDatabaseWorld();
  simulator = await startSimulator(
    SimulatorConfig.parse({
      SIM_PORT: '0',
      SIM_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
      SIM_AUTH_TOKEN: 'simulated',
      SIM_OPENAI_KEY: KEY,
    }),
  );
  const config = readConfig(Config, {
    PORT: '0',
    SUPABASE_URL: world.url,
    SUPABASE_SECRET_KEY: SECRET_KEY,
    REDIS_URL: redisUrl,
    QUEUE_PREFIX: PREFIX,
    OPENAI_API_KEY: KEY,
    OPENAI_BASE_URL: `${simulator.url}/v1/`,
  });
  const log = createLogger({ service: 'analyzer', level: 'silent' });
  analyzer = await startAnalyzer(config, log, { fetch: world.fetch, now: () => later(60) });
  redis = connectPatiently(redisUrl);
  producer = createProducer(redis, PREFIX);
}, 60_000);

afterAll(async () => {
  await analyzer?.stop();
  await producer?.stop();
  redis?.disconnect();
  await simulator?.stop();
  await world?.stop();
});

/** A call that took place and is over, with these words of the lead in its transcript. */
async function ended(...said: string[]) {
  const call = world.newCall({ to: world.number() });
  await world.calls.schedule(call, NOON);
  const begun = await world.calls.begin(call.id, CLAIM, NOON);
  if (begun.verdict !== 'go') throw new Error(begun.verdict);
  const callSid = sid(`analyzer${made++}`);
  await world.calls.recordDialed(call.id, begun.fence, callSid, NOON);
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
  const jobId = await producer.enqueue(analyzeConversation, { callId }, { keepResultMs: 60_000 });
  await createInspector(producer).waitForResult(analyzeConversation, jobId, 20_000);
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
    simulator.faults({ responses: { wrong_enum: 1 } });
    const call = await ended('What does it cost?');
    expect(await analyzed(call.id)).toMatchObject({
      status: 'needs_review',
      outcome: null,
      failure: 'garbled: does not fit: outcome',
    });
    simulator.faults({ responses: { wrong_enum: 0 } });
  });

  it('drops what nobody said', async () => {
    simulator.faults({ responses: { invented_quote: 1 } });
    const call = await ended('I am still looking, what does it cost?');
    expect(await analyzed(call.id)).toMatchObject({
      status: 'done',
      dropped: [{ field: 'budget', reason: 'the lead said no such words' }],
    });
    simulator.faults({ responses: { invented_quote: 0 } });
  });

  it('says that it is ready, and what it did', async () => {
    expect((await health('readyz')).status).toBe(200);
    const metrics = await (await health('metrics')).text();
    expect(metrics).toMatch(/ringback_analyses_total\{[^}]*outcome="discarded"/);
    expect(metrics).not.toMatch(/\+1202/);
  });
});
