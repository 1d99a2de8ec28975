import { z } from 'zod';
import { createAsk, type OpenAiConfig } from '../openai/ask.ts';
import type { OptOutJudge, OptOutVerdict } from './port.ts';
import { JUDGE_OPT_OUT } from './prompts/judge-opt-out.ts';
import { WordsJudgement } from './words-judgement.ts';

const MAX_TOKENS = 2_000;

/** Whatever is no clear answer is `unclear`: to hold a reply is cheaper than to text against a wish. */
export function createOpenAiOptOutJudge(config: OpenAiConfig): OptOutJudge {
  const ask = createAsk(config, {
    name: 'opt_out_judgement',
    schema: z.strictObject(WordsJudgement),
  });

  return {
    async judge(texts, { signal }): Promise<OptOutVerdict> {
      const answer = await ask({
        instructions: JUDGE_OPT_OUT,
        input: { texts },
        maxTokens: MAX_TOKENS,
        signal,
      });
      if (answer.kind !== 'answered') {
        const failure = `${answer.kind}: ${answer.reason}`;
        const claim = { verdict: 'unclear', scope: 'all', words: '' } as const;
        return { claim, model: null, failure, usage: null };
      }
      const { value, model, usage } = answer;
      return { claim: value, model, failure: null, usage };
    },
  };
}
