import OpenAI from 'openai';
import { zodTextFormat } from 'openai/helpers/zod';
import type { z } from 'zod';
import { garbled, type NoAnswer } from '../model-answer.ts';
import { translateOpenAi, unavailable } from './failures.ts';
import { type Answered, readAnswer } from './read-answer.ts';
import { readCapped } from './read-capped.ts';

export type OpenAiConfig = {
  apiKey: string;
  /** With its version and without a slash at the end: https://api.openai.com/v1 */
  baseUrl: string;
  model: string;
  /** The timeout of one attempt, to the last byte. */
  timeoutMs?: number;
  fetch?: typeof fetch;
};

/** One kind of request: the same rules and the same schema of the answer every time. */
export type Question<T> = {
  /** The vendor's name for the schema. */
  name: string;
  schema: z.ZodType<T>;
};

export type Asked = {
  /** Our own words, and the operator's. */
  instructions: string;
  /** All other words: data, sent apart from the instructions. */
  input: object;
  /** How much may be written, thinking included. */
  maxTokens: number;
  signal: AbortSignal;
};

const TIMEOUT_MS = 30_000;
const MAX_BYTES = 1_000_000;

/**
 * Prepares one kind of request to the Responses API. Each request is one attempt; it fails with
 * `provider_unavailable` or `provider_rejected`, and the vendor stores nothing.
 */
export function createAsk<T>(config: OpenAiConfig, { name, schema }: Question<T>) {
  const { apiKey, baseUrl, model, timeoutMs = TIMEOUT_MS } = config;
  // The queue retries, with the row at hand; the SDK would also retry when the credit is used up.
  const client = new OpenAI({
    apiKey,
    baseURL: baseUrl,
    maxRetries: 0,
    timeout: timeoutMs,
    fetch: config.fetch,
    // Otherwise the SDK reads the environment for these.
    organization: null,
    project: null,
    logLevel: 'off',
  });
  const format = zodTextFormat(schema, name);

  return async (asked: Asked): Promise<Answered<T> | NoAnswer> => {
    const { instructions, input, maxTokens, signal } = asked;
    // The SDK's own timeout ends with the headers; a body that stalls needs one as well.
    const late = AbortSignal.timeout(timeoutMs);
    const text = await client.responses
      .create(
        {
          model,
          instructions,
          input: [{ role: 'user', content: JSON.stringify(input) }],
          text: { format },
          max_output_tokens: maxTokens,
          store: false,
        },
        { signal: AbortSignal.any([signal, late]) },
      )
      .asResponse()
      .then((response) => readCapped(response, MAX_BYTES))
      .catch((thrown: unknown) => {
        if (signal.aborted) throw unavailable('stopped', thrown);
        throw late.aborted ? unavailable('timeout', thrown) : translateOpenAi(thrown);
      });
    return text === null ? garbled('longer than any answer') : readAnswer(text, schema);
  };
}
