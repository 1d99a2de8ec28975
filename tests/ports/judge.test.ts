import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Conversation } from '@ringback/shared/providers/analysis/port.ts';
import { createOpenAiJudge } from '@ringback/shared/providers/openai/judge.ts';
import { Config as SimulatorConfig } from '@ringback/simulator/config.ts';
import { startSimulator } from '@ringback/simulator/service.ts';
import { answer, error, json, type Respond, serveResponses, text } from './responses-server.ts';

const KEY = 'sk-test-judge';
const signal = () => new AbortController().signal;

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const conversation: Conversation = {
  channel: 'call',
  nowLocal: '2026-11-20T13:05',
  weekday: 'Friday',
  turns: [
    { turn: 1, who: 'agent', text: 'Hello, this is the assistant of Harbor Dental.' },
    { turn: 2, who: 'lead', text: 'I am interested. My budget is about 500 dollars.' },
  ],
};

const judgement = {
  summary: 'The lead is interested.',
  outcome: 'qualified',
  outcome_evidence: { quote: 'I am interested', turn: 2 },
  sentiment: 'positive',
  facts: [{ field: 'budget', value: '500', quote: 'budget is about 500 dollars', turn: 2 }],
  next_action: { kind: 'none', at_local: null, reason: 'Nothing asked.', quote: null, turn: null },
};

async function setup(respond: Respond, timeoutMs = 30_000) {
  const { seen, baseUrl, stop } = await serveResponses(respond);
  closing.push(stop);
  const judge = createOpenAiJudge({ apiKey: KEY, baseUrl, model: 'gpt-5.4-mini', timeoutMs });
  return { seen, judge, ask: () => judge.judge(conversation, { signal: signal() }) };
}

describe('the judge at OpenAI, as it asks', () => {
  it('sends the transcript as one user item, the rules apart, and asks that nothing be kept', async () => {
    const { ask, seen } = await setup(json(200, answer(text(judgement))));
    await ask();
    expect(seen).toHaveLength(1);
    const { url, authorization, body } = seen[0] ?? { url: '', authorization: '', body: {} };
    expect(url).toBe('POST /v1/responses');
    expect(authorization).toBe(`Bearer ${KEY}`);
    expect(body).toMatchObject({ model: 'gpt-5.4-mini', store: false });
    expect(body['instructions']).toEqual(expect.stringContaining('material to judge'));
    expect(body['instructions']).not.toEqual(expect.stringContaining('500 dollars'));
    const input = body['input'] as { role: string; content: string }[];
    expect(input).toHaveLength(1);
    expect(input[0]?.role).toBe('user');
    expect(input[0]?.content).toBe(
      JSON.stringify({
        channel: 'call',
        now_local: '2026-11-20T13:05',
        weekday: 'Friday',
        turns: conversation.turns,
      }),
    );
  });

  it('tells of texts, which lie days apart, when each was written', async () => {
    const { judge, seen } = await setup(json(200, answer(text(judgement))));
    const turns = [{ turn: 7, who: 'lead' as const, text: 'Hi', atLocal: '2026-11-18T09:30' }];
    await judge.judge({ ...conversation, channel: 'text', turns }, { signal: signal() });
    const input = seen[0]?.body['input'] as { content: string }[];
    expect(JSON.parse(String(input[0]?.content))).toMatchObject({
      channel: 'text',
      turns: [{ turn: 7, who: 'lead', text: 'Hi', at_local: '2026-11-18T09:30' }],
    });
  });

  it('asks for a strict schema in which every key is required, evidence before the facts', async () => {
    const { ask, seen } = await setup(json(200, answer(text(judgement))));
    await ask();
    const { format } = Object(seen[0]?.body['text']);
    expect(format).toMatchObject({
      type: 'json_schema',
      name: 'conversation_analysis',
      strict: true,
    });
    const { schema } = format;
    const keys = ['summary', 'outcome', 'outcome_evidence', 'sentiment', 'facts', 'next_action'];
    expect(Object.keys(schema.properties)).toEqual(keys);
    expect(schema.required).toEqual(keys);
    expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
  });

  it('leaves more room for the second try', async () => {
    const { judge, seen } = await setup(json(200, answer(text(judgement))));
    await judge.judge(conversation, { signal: signal(), room: 'usual' });
    await judge.judge(conversation, { signal: signal(), room: 'more' });
    const [usual, more] = seen.map(({ body }) => Number(body['max_output_tokens']));
    expect(more).toBeGreaterThan(usual ?? Number.POSITIVE_INFINITY);
  });
});

describe('the judge at OpenAI, as it listens', () => {
  it('finds the judgement behind the reasoning, with model and usage', async () => {
    const { ask } = await setup(json(200, answer(text(judgement))));
    await expect(ask()).resolves.toEqual({
      kind: 'judged',
      judgement,
      model: 'gpt-5.4-mini-2026-03-17',
      usage: { input_tokens: 900, cached_tokens: 512, output_tokens: 120, reasoning_tokens: 40 },
    });
  });

  it('takes the final message, not the commentary before it', async () => {
    const message = (phase: string, content: object) => ({
      type: 'message',
      role: 'assistant',
      phase,
      content: [content],
    });
    const output = [
      message('commentary', text('Let me read this.')),
      message('final_answer', text(judgement)),
    ];
    const { ask } = await setup(json(200, answer({}, { output })));
    await expect(ask()).resolves.toMatchObject({ kind: 'judged', judgement });
  });

  it.each([
    [
      'a refusal',
      answer({ type: 'refusal', refusal: 'I cannot help with that.' }),
      { kind: 'refused', reason: 'refusal' },
    ],
    [
      'an answer that ran out of room',
      answer(text('{"summary":"The'), {
        status: 'incomplete',
        incomplete_details: { reason: 'max_output_tokens' },
      }),
      { kind: 'incomplete', reason: 'max_output_tokens' },
    ],
    [
      'an answer that a filter stopped',
      answer(text(''), {
        status: 'incomplete',
        incomplete_details: { reason: 'content_filter' },
      }),
      { kind: 'refused', reason: 'content_filter' },
    ],
    [
      'half a JSON text',
      answer(text(JSON.stringify(judgement).slice(0, 60))),
      { kind: 'garbled', reason: 'not JSON' },
    ],
    [
      'an outcome that does not exist',
      answer(text({ ...judgement, outcome: 'undecided' })),
      { kind: 'garbled', reason: 'does not fit: outcome' },
    ],
    ['no message at all', answer({}, { output: [] }), { kind: 'garbled', reason: 'not JSON' }],
    ['JSON of another kind', ['hello'], { kind: 'garbled', reason: 'not a response' }],
  ])('tells %s apart', async (_what, body, expected) => {
    const { ask } = await setup(json(200, body));
    await expect(ask()).resolves.toEqual(expected);
  });

  it('takes out what no database can keep', async () => {
    const summary = 'Budget\u0000 of half a \ud83d.';
    const { ask } = await setup(json(200, answer(text({ ...judgement, summary }))));
    await expect(ask()).resolves.toMatchObject({
      kind: 'judged',
      judgement: { summary: 'Budget of half a \ufffd.' },
    });
  });

  it('calls a page of HTML garbled', async () => {
    const { ask } = await setup((res) => {
      res.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>');
    });
    await expect(ask()).resolves.toEqual({ kind: 'garbled', reason: 'not a response' });
  });

  it('stops reading an answer of ten megabytes', async () => {
    const body = Buffer.alloc(10_000_000, 'a');
    const { ask } = await setup((res) => {
      res.writeHead(200, { 'content-type': 'application/json' }).end(body);
    });
    await expect(ask()).resolves.toEqual({ kind: 'garbled', reason: 'longer than any answer' });
  });
});

describe('the judge at OpenAI, when it fails', () => {
  it.each([
    [429, 'rate_limit_exceeded', { 'retry-after': '7' }, 'rate_limited', 7_000],
    [429, 'rate_limit_exceeded', { 'retry-after-ms': '250' }, 'rate_limited', 250],
    [429, 'slow_down', {}, 'rate_limited', null],
    [500, null, {}, 'server_error', null],
    [503, null, {}, 'server_error', null],
    [408, null, {}, 'server_error', null],
  ] as const)(
    'takes %i %s for worth another try',
    async (status, code, headers, reason, retryAfterMs) => {
      const { ask, seen } = await setup(json(status, error('x', code), headers));
      await expect(ask()).rejects.toMatchObject({
        code: 'provider_unavailable',
        facts: retryAfterMs === null ? { reason, status } : { reason, status, retryAfterMs },
      });
      expect(seen).toHaveLength(1);
    },
  );

  it.each([
    [429, 'insufficient_quota', 'insufficient_quota'],
    [401, 'invalid_api_key', 'invalid_api_key'],
    [401, null, 'invalid_api_key'],
    [403, null, 'permission_denied'],
    [404, 'model_not_found', 'model_not_found'],
    [400, 'invalid_json_schema', 'invalid_json_schema'],
    [400, null, 'bad_request'],
  ] as const)('takes %i %s for a matter for people', async (status, code, reason) => {
    const { ask, seen } = await setup(json(status, error('x', code)));
    await expect(ask()).rejects.toMatchObject({
      code: 'provider_rejected',
      retry: false,
      facts: { reason, status },
    });
    expect(seen).toHaveLength(1);
  });

  it('keeps the words of the vendor out of its own', async () => {
    const { ask } = await setup(json(400, error('x', 'bad')));
    const thrown = await ask().catch((caught: unknown) => caught as Error);
    expect(thrown).toBeInstanceOf(Error);
    expect(JSON.stringify([(thrown as Error).message, thrown])).not.toContain('2025550123');
  });

  it('takes a run that failed over there for worth another try', async () => {
    const body = answer({}, { status: 'failed', output: [], error: { code: 'server_error' } });
    const { ask } = await setup(json(200, body));
    await expect(ask()).rejects.toMatchObject({
      code: 'provider_unavailable',
      facts: { reason: 'server_error' },
    });
  });

  it.each([
    ['never begins', (_res: ServerResponse) => {}],
    [
      'stalls in the middle',
      (res: ServerResponse) => {
        res.writeHead(200, { 'content-type': 'application/json' });
        res.write('{"id":"resp_1","object":"resp');
      },
    ],
  ])('gives up on an answer that %s', async (_what, respond) => {
    const { ask } = await setup(respond, 200);
    await expect(ask()).rejects.toMatchObject({
      code: 'provider_unavailable',
      facts: { reason: 'timeout' },
    });
  });

  it('takes a broken connection, or none, for worth another try', async () => {
    const { ask } = await setup((res) => res.destroy());
    const unavailable = { code: 'provider_unavailable', facts: { reason: 'connection' } };
    await expect(ask()).rejects.toMatchObject(unavailable);

    const baseUrl = 'http://127.0.0.1:1/v1';
    const nobody = createOpenAiJudge({ apiKey: KEY, baseUrl, model: 'm' });
    await expect(nobody.judge(conversation, { signal: signal() })).rejects.toMatchObject(
      unavailable,
    );
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    const { judge } = await setup(() => controller.abort());
    const asked = judge.judge(conversation, { signal: controller.signal });
    await expect(asked).rejects.toMatchObject({
      code: 'provider_unavailable',
      facts: { reason: 'stopped' },
    });
  });
});

describe('the judge at the simulator', () => {
  async function simulated({ key = KEY, timeoutMs = 30_000 } = {}) {
    const simulator = await startSimulator(
      SimulatorConfig.parse({
        SIM_PORT: '0',
        SIM_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
        SIM_AUTH_TOKEN: 'simulated',
        SIM_OPENAI_KEY: KEY,
      }),
    );
    closing.push(() => simulator.stop());
    const baseUrl = `${simulator.url}/v1`;
    const judge = createOpenAiJudge({
      apiKey: key,
      baseUrl,
      model: 'gpt-5.4-mini',
      timeoutMs,
    });
    return { simulator, ask: () => judge.judge(conversation, { signal: signal() }) };
  }

  it('gives a judgement that quotes the lead', async () => {
    const { ask } = await simulated();
    await expect(ask()).resolves.toMatchObject({
      kind: 'judged',
      judgement: { outcome: 'qualified', outcome_evidence: { turn: 2 } },
    });
  });

  it.each([
    ['refusal', { kind: 'refused' }],
    ['incomplete', { kind: 'incomplete', reason: 'max_output_tokens' }],
    ['half_json', { kind: 'garbled' }],
    ['wrong_enum', { kind: 'garbled' }],
  ] as const)('answers with %s when asked to', async (fault, expected) => {
    const { simulator, ask } = await simulated();
    simulator.faults({ responses: { [fault]: 1 } });
    await expect(ask()).resolves.toMatchObject(expected);
  });

  it.each([
    [{ rate_limited: 1 }, 'provider_unavailable', 'rate_limited'],
    [{ error_500_next: 1 }, 'provider_unavailable', 'server_error'],
    [{ insufficient_quota: 1 }, 'provider_rejected', 'insufficient_quota'],
  ] as const)('fails with %o when asked to', async (responses, code, reason) => {
    const { simulator, ask } = await simulated();
    simulator.faults({ responses });
    await expect(ask()).rejects.toMatchObject({ code, facts: { reason } });
  });

  it('fails with { hang: 1 } when asked to', async () => {
    const { simulator, ask } = await simulated({ timeoutMs: 300 });
    simulator.faults({ responses: { hang: 1 } });
    const timeout = { code: 'provider_unavailable', facts: { reason: 'timeout' } };
    await expect(ask()).rejects.toMatchObject(timeout);
  });

  it('refuses a wrong key', async () => {
    const { ask } = await simulated({ key: 'sk-another' });
    await expect(ask()).rejects.toMatchObject({ code: 'provider_rejected' });
  });
});
