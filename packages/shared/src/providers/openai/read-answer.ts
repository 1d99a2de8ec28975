import { z } from 'zod';
import { garbled, type NoAnswer, pathsOf, type Usage } from '../model-answer.ts';
import { unavailable } from './failures.ts';

export type Answered<T> = { kind: 'answered'; value: T; model: string; usage: Usage | null };

const Part = z.object({
  type: z.string(),
  text: z.string().optional(),
  refusal: z.string().optional(),
});
const Item = z.object({
  type: z.string(),
  phase: z.string().nullish(),
  content: z.array(Part).optional(),
});
const Answer = z.object({
  status: z.string(),
  model: z.string().default('unknown'),
  incomplete_details: z.object({ reason: z.string().optional() }).nullish(),
  error: z.object({ code: z.string().nullish() }).nullish(),
  output: z.array(Item).default([]),
  usage: z
    .object({
      input_tokens: z.number(),
      input_tokens_details: z.object({ cached_tokens: z.number().default(0) }).nullish(),
      output_tokens: z.number(),
      output_tokens_details: z.object({ reasoning_tokens: z.number().default(0) }).nullish(),
    })
    .nullish(),
});

/**
 * Reads the body of a Responses answer. Its status comes first, then a refusal, then the text: a
 * refusal and a truncated answer both arrive as HTTP 200. Throws `provider_unavailable` for a run
 * that failed at the vendor.
 */
export function readAnswer<T>(body: string, schema: z.ZodType<T>): Answered<T> | NoAnswer {
  const answer = Answer.safeParse(parseJson(body));
  if (!answer.success) return garbled('not a response');
  const { status, error, incomplete_details, output, model, usage } = answer.data;

  if (status === 'incomplete') {
    const reason = incomplete_details?.reason ?? 'unknown';
    if (reason === 'content_filter') return { kind: 'refused', reason };
    return { kind: 'incomplete', reason };
  }
  if (status !== 'completed') throw unavailable(error?.code ?? `run_${status}`);

  // Reasoning stands before the message, and a message may be mere commentary.
  const parts = output
    .filter(({ type, phase }) => type === 'message' && phase !== 'commentary')
    .flatMap(({ content }) => content ?? []);
  if (parts.some(({ type }) => type === 'refusal')) return { kind: 'refused', reason: 'refusal' };

  const text = parts.map((part) => (part.type === 'output_text' ? part.text : '')).join('');
  const value = parseJson(text);
  if (value === undefined) return garbled('not JSON');
  const read = schema.safeParse(value);
  if (!read.success) return garbled(`does not fit: ${pathsOf(read.error)}`);
  return { kind: 'answered', value: read.data, model, usage: usage ? tokens(usage) : null };
}

/** Undefined for text that is no JSON; no JSON text parses to it. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value) => (typeof value === 'string' ? storable(value) : value));
  } catch {
    return undefined;
  }
}

/** Postgres refuses JSON with these, so one bad character would cost the whole answer. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}

function tokens(usage: NonNullable<z.infer<typeof Answer>['usage']>): Usage {
  return {
    input_tokens: usage.input_tokens,
    cached_tokens: usage.input_tokens_details?.cached_tokens ?? 0,
    output_tokens: usage.output_tokens,
    reasoning_tokens: usage.output_tokens_details?.reasoning_tokens ?? 0,
  };
}
