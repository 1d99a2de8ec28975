import OpenAI from 'openai';
import { zodTextFormat } from 'openai/helpers/zod';
import { Judgement } from './judgement.ts';
import { readAnswer } from './openai-answer.ts';
import { translateOpenAi, unavailable } from './openai-failures.ts';
import type { Conversation, Judge } from './port.ts';
import { JUDGE_CONVERSATION } from './prompts/judge-conversation.ts';
import { readCapped } from './read-capped.ts';

export type OpenAiJudgeConfig = {
  apiKey: string;
  /** With its version and without a slash at the end: https://api.openai.com/v1 */
  baseUrl: string;
  model: string;
  /** How long one try may take, to the last byte. */
  timeoutMs?: number;
  fetch?: typeof fetch;
};

const TIMEOUT_MS = 30_000;
/** A judgement takes some hundred tokens; what the model thinks before it counts too. */
const MAX_TOKENS = { usual: 4_000, more: 16_000 };
const MAX_BYTES = 1_000_000;

export function createOpenAiJudge(config: OpenAiJudgeConfig): Judge {
  const { apiKey, baseUrl, model, timeoutMs = TIMEOUT_MS } = config;
  // The queue repeats, with the row at hand; the SDK would repeat an empty purse as well.
  const client = new OpenAI({
    apiKey,
    baseURL: baseUrl,
    maxRetries: 0,
    timeout: timeoutMs,
    fetch: config.fetch,
    // Otherwise the SDK looks into the environment for these.
    organization: null,
    project: null,
    logLevel: 'off',
  });
  const format = zodTextFormat(Judgement, 'conversation_analysis');

  return {
    async judge(conversation, { signal, room = 'usual' }) {
      // The SDK's own timeout ends with the headers; a body that stalls needs one as well.
      const late = AbortSignal.timeout(timeoutMs);
      const text = await client.responses
        .create(
          {
            model,
            instructions: JUDGE_CONVERSATION,
            input: [{ role: 'user', content: inputOf(conversation) }],
            text: { format },
            max_output_tokens: MAX_TOKENS[room],
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
      if (text === null) return { kind: 'garbled', reason: 'longer than any judgement' };
      return readAnswer(text);
    },
  };
}

function inputOf({ channel, nowLocal, weekday, turns }: Conversation): string {
  return JSON.stringify({
    channel,
    now_local: nowLocal,
    weekday,
    turns: turns.map(({ turn, who, text }) => ({ turn, who, text })),
  });
}
