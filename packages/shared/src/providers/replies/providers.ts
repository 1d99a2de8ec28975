import type { OpenAiConfig } from '../openai/ask.ts';
import { createOpenAiOptOutJudge } from '../openai/opt-out-judge.ts';
import { createOpenAiReplier } from '../openai/replier.ts';
import type { OptOutJudge, Replier } from './port.ts';

type Config = { openai: OpenAiConfig };
/** The timeout of one attempt, to the last byte. */
type Patience = { timeoutMs: number };

/** The model that writes the agent's texts. */
export const createReplier = ({ openai }: Config, patience: Patience): Replier =>
  createOpenAiReplier({ ...openai, ...patience });

/** The model that judges whether words refuse contact. */
export const createOptOutJudge = ({ openai }: Config, patience: Patience): OptOutJudge =>
  createOpenAiOptOutJudge({ ...openai, ...patience });
