import { z } from 'zod';
import type { OptOutJudge, OptOutVerdict } from '../replies/port.ts';
import { JUDGE_OPT_OUT } from '../replies/prompts/judge-opt-out.ts';
import { WordsJudgement } from '../replies/words-judgement.ts';
import { createAsk, type OpenAiConfig } from './ask.ts';

const MAX_TOKENS = 2_000;

/** Any unclear answer is `unclear`: to hold a reply costs less than to text against a wish. */
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
