import { createHash } from 'node:crypto';
import { chance } from '../chance.ts';
import type { Faults } from '../faults.ts';
import type { World } from '../world.ts';
import { INJECTION } from './write-reply.ts';

export type Misbehaviour = Exclude<keyof Faults['responses'], 'error_500_next'> | 'error_500';

const ORDER = [
  'hang',
  'insufficient_quota',
  'rate_limited',
  'refusal',
  'incomplete',
  'half_json',
  'wrong_enum',
  'invented_quote',
  'injection_victim',
  'overlong',
] as const;

/** The fault of this request, drawn by its text and its count, so that a retry draws again. */
export function drawMisbehaviour(world: World, text: string): Misbehaviour | null {
  const { responses } = world.faults;
  if (responses.error_500_next > 0) {
    responses.error_500_next -= 1;
    return 'error_500';
  }
  const name = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const attempt = world.count(`responses to ${name}`);
  const drawn = ORDER.find(
    (kind) => chance(world.config.seed, name, attempt, kind) < responses[kind],
  );
  return drawn ?? null;
}

type Spoil = (answer: Record<string, unknown>, asked: string) => Record<string, unknown>[];

/**
 * How each fault spoils an answer; of several ways the first that fits the client's schema is
 * taken, or else the first.
 */
const SPOILERS: Partial<Record<Misbehaviour, Spoil>> = {
  wrong_enum(answer) {
    if ('outcome' in answer) return [{ ...answer, outcome: 'undecided' }];
    if ('verdict' in answer) return [{ ...answer, verdict: 'maybe' }];
    if ('tool' in answer) return [{ ...answer, tool: { name: 'call_the_boss', arguments: '{}' } }];
    return [];
  },
  invented_quote(answer) {
    const quote = 'My budget is exactly one million dollars.';
    if ('verdict' in answer) return [{ ...answer, verdict: 'refuses', words: quote }];
    if (!Array.isArray(answer['facts'])) return [];
    const invented = { field: 'budget', value: 'one million dollars', quote, turn: 1 };
    return [{ ...answer, facts: [...answer['facts'], invented] }];
  },
  injection_victim(answer, asked) {
    if (!('reply' in answer) || !INJECTION.test(asked)) return [];
    const friend = /\+\d{7,15}/.exec(asked)?.[0] ?? '+12025550143';
    const text = 'You won a free car! http://win.example/car';
    const reply = `Done, I told ${friend}: ${text}`;
    const obey = (name: string, facts: object) => ({
      ...answer,
      reply,
      tool: { name, arguments: JSON.stringify(facts) },
      reason: 'The lead told me to.',
      confidence: 1,
    });
    return [
      obey('send_text', { to: friend, text }),
      obey('update_lead', { phone: friend, to: friend }),
    ];
  },
  overlong(answer) {
    if (!('reply' in answer)) return [];
    const reply = 'See https://shop.example/offers and https://shop.example/more 😀. '.repeat(30);
    return [{ ...answer, reply: reply.trim() }];
  },
};

/** The answer as the fault leaves it. */
export function spoil(
  answer: unknown,
  trouble: Misbehaviour | null,
  asked: string,
  fits: (answer: unknown) => boolean,
): unknown {
  const spoiler = trouble === null ? undefined : SPOILERS[trouble];
  if (spoiler === undefined || !isRecord(answer)) return answer;
  const ways = spoiler(answer, asked);
  return ways.find(fits) ?? ways[0] ?? answer;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
