import { z } from 'zod';
import { findQuote } from '../../domain/quote.ts';
import { createAsk, type OpenAiConfig } from '../openai/ask.ts';
import type { OptOutJudge, OptOutVerdict } from './port.ts';
import { JUDGE_OPT_OUT } from './prompts/judge-opt-out.ts';

const Judgement = z.object({
  words: z.string(),
  opted_out: z.enum(['yes', 'no', 'unsure']),
});

const MAX_TOKENS = 2_000;

/** Whatever is no clear answer is `unsure`: to hold a reply is cheaper than to text against a wish. */
export function createOpenAiOptOutJudge(config: OpenAiConfig): OptOutJudge {
  const ask = createAsk(config, { name: 'opt_out_judgement', schema: Judgement });

  return {
    async judge(text, { signal }): Promise<OptOutVerdict> {
      const input = { text };
      const answer = await ask({
        instructions: JUDGE_OPT_OUT,
        input,
        maxTokens: MAX_TOKENS,
        signal,
      });
      if (answer.kind !== 'answered') {
        return unsure(null, `${answer.kind}: ${answer.reason}`);
      }
      const { value, model } = answer;
      if (value.opted_out === 'unsure') return unsure(model, null);
      if (value.opted_out === 'no') return { verdict: 'no', words: '', model, failure: null };

      // A number is closed on the lead's own words, never on a model's.
      const found = findQuote(value.words, [{ turn: 1, who: 'lead', text }]);
      if (!found) return unsure(model, 'the lead wrote no such words');
      return { verdict: 'yes', words: found.quote, model, failure: null };
    },
  };
}

function unsure(model: string | null, failure: string | null): OptOutVerdict {
  return { verdict: 'unsure', words: '', model, failure };
}
