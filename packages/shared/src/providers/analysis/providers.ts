import type { OpenAiConfig } from '../openai/ask.ts';
import { createOpenAiJudge } from '../openai/judge.ts';
import type { Judge } from './port.ts';

/** The model that judges how conversations ended. */
export const createJudge = (config: { openai: OpenAiConfig }): Judge =>
  createOpenAiJudge(config.openai);
