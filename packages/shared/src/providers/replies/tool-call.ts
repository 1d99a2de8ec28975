import { z } from 'zod';
import { pathsOf } from '../model-answer.ts';
import type { ToolWish } from './port.ts';

const words = (most: number) => z.string().trim().min(1).max(most);
/** On the lead's wall clock; whether that minute exists and lies ahead is judged elsewhere. */
const minute = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/);

/** Why nothing will come of it. A wrong number is treated as an opt-out. */
export const WHY_DISQUALIFIED = [
  'not_interested',
  'already_bought',
  'not_eligible',
  'wrong_person',
] as const;

/**
 * What each tool takes. Anything else that a model writes there is left out and named in `ignored`.
 */
const TOOLS = {
  book_appointment: z.object({ starts_at_local: minute, words: words(300) }),
  hand_over: z.object({ reason: words(300), summary: words(1_000).nullish() }),
  /** Without a time: as soon as the hours permit. */
  call_lead: z.object({ words: words(300), at_local: minute.nullish() }),
  update_lead: z
    .object({ name: words(120).nullish(), email: z.email().max(254).nullish() })
    .refine(({ name, email }) => name != null || email != null, 'nothing that may be changed'),
  stop: z.object({ words: words(600) }),
  disqualify: z.object({ words: words(600), why: z.enum(WHY_DISQUALIFIED) }),
} as const;

type Arguments = { [Name in keyof typeof TOOLS]: z.output<(typeof TOOLS)[Name]> };
export type ToolCall = {
  [Name in keyof Arguments]: { name: Name; arguments: Arguments[Name] };
}[keyof Arguments];

export type ReadToolCall =
  | { ok: true; call: ToolCall; ignored: string[] }
  /** Never with the values: they may be a person's words. */
  | { ok: false; reason: string };

/** Reads a tool call of a model. A phone number, an address or an order is no part of it. */
export function readToolCall({ name, arguments: given }: ToolWish): ReadToolCall {
  const read = TOOLS[name].safeParse(given);
  if (!read.success) return { ok: false, reason: `${name} does not fit: ${pathsOf(read.error)}` };
  const known = Object.keys(TOOLS[name].shape);
  const ignored = Object.keys(given)
    .filter((key) => !known.includes(key))
    .slice(0, 10);
  // The compiler does not see that the schema belongs to the name.
  const call = { name, arguments: read.data } as ToolCall;
  return { ok: true, call, ignored };
}
