import { afterEach, describe, expect, it } from '@jest/globals';
import type { FaultsUpdate } from '../faults.ts';
import { KEY, type Rest, startTestSimulator } from '../testing/simulator.ts';

const object = (properties: Record<string, unknown>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
const text = { type: 'string' };
const orNull = (schema: object) => ({ anyOf: [schema, { type: 'null' }] });
const evidence = object({ quote: text, turn: { type: 'integer' } });
const OUTCOMES = ['success', 'qualified', 'unqualified', 'escalated', 'no_response', 'discarded'];
const ANALYSIS = object({
  summary: text,
  outcome_evidence: orNull(evidence),
  outcome: { type: 'string', enum: OUTCOMES },
  sentiment: { type: 'string', enum: ['positive', 'neutral', 'negative'] },
  facts: {
    type: 'array',
    items: object({ field: text, value: text, quote: text, turn: { type: 'integer' } }),
  },
  next_action: object({
    kind: { type: 'string', enum: ['none', 'callback', 'send_text', 'human_follow_up'] },
    at_local: orNull(text),
    reason: text,
    quote: orNull(text),
    turn: orNull({ type: 'integer' }),
  }),
});
const TRANSCRIPT = {
  channel: 'call',
  now_local: '2026-11-20T13:05',
  weekday: 'Friday',
  turns: [
    { turn: 1, who: 'agent', text: 'Hello.' },
    { turn: 2, who: 'lead', text: "Please don't call me again." },
  ],
};

type Answer = {
  status: string;
  output: { type: string; content: { type: string; text: string }[] }[];
  error: { code: string };
  incomplete_details: { reason: string };
};

let rest: Rest;
async function setup(faults: FaultsUpdate = {}) {
  rest = await startTestSimulator();
  rest.simulator.faults(faults);
  const ask = async (change: object = {}, key = KEY, signal?: AbortSignal) => {
    const response = await fetch(`${rest.simulator.url}/v1/responses`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        model: 'gpt-6-luna',
        store: false,
        instructions: 'Judge.',
        input: [{ role: 'user', content: JSON.stringify(TRANSCRIPT) }],
        text: {
          format: {
            type: 'json_schema',
            name: 'conversation_analysis',
            strict: true,
            schema: ANALYSIS,
          },
        },
        ...change,
      }),
      ...(signal === undefined ? {} : { signal }),
    });
    return {
      status: response.status,
      headers: response.headers,
      json: (await response.json()) as Answer,
    };
  };
  return { ask };
}
afterEach(() => rest.simulator.stop());

const partOf = ({ output }: Answer) => output.find(({ type }) => type === 'message')?.content[0];
const judged = (answer: Answer) => JSON.parse(partOf(answer)?.text ?? '');

describe('POST /v1/responses', () => {
  it("judges a conversation in the schema's own order, after its reasoning", async () => {
    const { ask } = await setup();
    const { status, json } = await ask();
    expect(status).toBe(200);
    expect(json.output.map(({ type }) => type)).toEqual(['reasoning', 'message']);
    expect(json).not.toHaveProperty('output_text');
    expect(judged(json)).toMatchObject({
      outcome: 'discarded',
      outcome_evidence: { quote: "Please don't call me again.", turn: 2 },
    });
    expect(Object.keys(judged(json))).toEqual(Object.keys(ANALYSIS.properties));
  });

  it('reads the transcript from parts of text too', async () => {
    const { ask } = await setup();
    const input = [
      { role: 'user', content: [{ type: 'input_text', text: JSON.stringify(TRANSCRIPT) }] },
    ];
    expect(judged((await ask({ input })).json).outcome).toBe('discarded');
  });

  it('answers any other schema with the smallest object that fits', async () => {
    const { ask } = await setup();
    const schema = object({
      verdict: { type: 'string', enum: ['yes', 'no'] },
      why: { type: ['string', 'null'] },
    });
    const { json } = await ask({
      text: { format: { type: 'json_schema', name: 'other', strict: true, schema } },
    });
    expect(judged(json)).toEqual({ verdict: 'yes', why: null });
  });

  it('refuses a schema that strict mode would refuse', async () => {
    const { ask } = await setup();
    const schema = { ...ANALYSIS, required: [] };
    const format = { type: 'json_schema', name: 'conversation_analysis', strict: true, schema };
    expect(await ask({ text: { format } })).toMatchObject({
      status: 400,
      json: { error: { code: 'invalid_json_schema' } },
    });
  });

  it.each([
    ['a wrong key', {}, 'guess', 401],
    ['no model', { model: '' }, KEY, 400],
    ['no input', { input: undefined }, KEY, 400],
  ])('refuses %s', async (_, change, key, status) => {
    const { ask } = await setup();
    expect((await ask(change, key)).status).toBe(status);
  });
});

describe('a model that misbehaves', () => {
  it.each([
    ['rate_limited', 429, 'rate_limit_exceeded'],
    ['insufficient_quota', 429, 'insufficient_quota'],
  ] as const)('%s answers %d', async (fault, status, code) => {
    const { ask } = await setup({ responses: { [fault]: 1 } });
    const answer = await ask();
    expect(answer).toMatchObject({ status, json: { error: { code } } });
    expect(answer.headers.has('retry-after-ms')).toBe(fault === 'rate_limited');
  });

  it('fails once and then answers', async () => {
    const { ask } = await setup({ responses: { error_500_next: 1 } });
    expect((await ask()).status).toBe(500);
    expect((await ask()).status).toBe(200);
  });

  it('may refuse in words', async () => {
    const { ask } = await setup({ responses: { refusal: 1 } });
    const { json } = await ask();
    expect(json.status).toBe('completed');
    expect(partOf(json)).toMatchObject({ type: 'refusal' });
  });

  it('may run out of tokens before the first word', async () => {
    const { ask } = await setup({ responses: { incomplete: 1 } });
    const { json } = await ask();
    expect(json).toMatchObject({
      status: 'incomplete',
      incomplete_details: { reason: 'max_output_tokens' },
    });
    expect(partOf(json)).toBeUndefined();
  });

  it('may send half of its JSON and call it complete', async () => {
    const { ask } = await setup({ responses: { half_json: 1 } });
    const { json } = await ask();
    expect(json.status).toBe('completed');
    expect(() => judged(json)).toThrow(SyntaxError);
  });

  it('may use a word outside the schema', async () => {
    const { ask } = await setup({ responses: { wrong_enum: 1 } });
    expect(OUTCOMES).not.toContain(judged((await ask()).json).outcome);
  });

  it('may quote words that were not said', async () => {
    const { ask } = await setup({ responses: { invented_quote: 1 } });
    const { facts } = judged((await ask()).json) as { facts: { quote: string }[] };
    const words = JSON.stringify(TRANSCRIPT);
    expect(facts.some(({ quote }) => !words.includes(quote))).toBe(true);
  });

  it('may never answer', async () => {
    const { ask } = await setup({ responses: { hang: 1 } });
    await expect(ask({}, KEY, AbortSignal.timeout(100))).rejects.toThrow(/timeout/i);
  });
});
