import type { z } from 'zod';

/** What a request to a language model cost, in tokens. */
export type Usage = {
  input_tokens: number;
  cached_tokens: number;
  output_tokens: number;
  reasoning_tokens: number;
};

/** How an answer can fail although the request succeeded. */
export type NoAnswer =
  /** Refuses, and would again. */
  | { kind: 'refused'; reason: string }
  /** Hit its limit before the end. */
  | { kind: 'incomplete'; reason: string }
  /** Answered something that is not what was asked for. */
  | { kind: 'garbled'; reason: string };

export function garbled(reason: string): NoAnswer {
  return { kind: 'garbled', reason };
}

/** Where it does not fit, never with which value: that may be a person's words. */
export function pathsOf(error: z.ZodError): string {
  const paths = error.issues.map(({ path }) => path.filter((p) => typeof p === 'string').join('.'));
  return [...new Set(paths.map((path) => path || '(root)'))].slice(0, 5).join(', ');
}
