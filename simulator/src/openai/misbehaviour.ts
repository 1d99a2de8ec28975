import { createHash } from 'node:crypto';
import { chance } from '../chance.ts';
import type { Faults } from '../faults.ts';
import type { World } from '../world.ts';

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
] as const;

/** What this request suffers, drawn by its text and how often it came, so that a retry draws anew. */
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

/** A judgement with one word that the schema does not know. */
export function withWrongEnum(object: unknown): unknown {
  return typeof object === 'object' && object !== null && 'outcome' in object
    ? { ...object, outcome: 'undecided' }
    : object;
}

/** A judgement with a fact that nobody said. */
export function withInventedQuote(object: unknown): unknown {
  if (
    typeof object !== 'object' ||
    object === null ||
    !('facts' in object) ||
    !Array.isArray(object.facts)
  ) {
    return object;
  }
  const quote = 'My budget is exactly one million dollars.';
  const invented = { field: 'budget', value: 'one million dollars', quote, turn: 1 };
  return { ...object, facts: [...object.facts, invented] };
}
