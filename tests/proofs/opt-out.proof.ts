import { describe, expect, it } from '@jest/globals';
import { decideOptOut } from '@ringback/shared/domain/opt-out/decide-opt-out.ts';
import { provenVerdict } from '@ringback/shared/domain/texts/words-verdict.ts';
import { createOpenAiOptOutJudge } from '@ringback/shared/providers/openai/opt-out-judge.ts';
import { languageModel, modelOf } from '@ringback/shared/runtime/settings.ts';
import { type Sentence, sentencesOf } from '@ringback/shared/testing/opt-out/sentences.ts';
import { z } from 'zod';

/**
 * What becomes of sentences that no rule was made for: by the rules alone, and, where a key is given,
 * by the model that judges the rest. Without a key nothing is said of the model.
 */
const refusals = sentencesOf('refusals.tsv');
const ordinary = sentencesOf('ordinary.tsv');
const AT_ONCE = 8;
const ENVIRONMENT = process.env;

const Prices = z.object({
  /** What a million tokens cost, for the cost of a thousand texts; else only tokens are told. */
  OPENAI_USD_PER_MILLION_IN: z.coerce.number().optional(),
  OPENAI_USD_PER_MILLION_OUT: z.coerce.number().optional(),
});

const byRules = ({ texts }: Sentence) => {
  const decision = decideOptOut(texts.join('\n'));
  return decision.kind === 'opt_out' && decision.scope === 'all';
};
const share = (part: number, all: number) => Math.round((part / all) * 10_000) / 10_000;
const say = (figures: object) =>
  process.stdout.write(`${JSON.stringify({ proof: 'opt-out', ...figures })}\n`);

describe('sentences that no rule was made for', () => {
  it('are decided by the rules only where they are sure', () => {
    const found = refusals.filter(byRules).length;
    const wrong = ordinary.filter(byRules).length;
    say({
      judged_by: 'rules',
      refusals: refusals.length,
      decided: found,
      left_to_the_judge: refusals.length - found,
      ordinary: ordinary.length,
      false_refusals: wrong,
      false_share: share(wrong, ordinary.length),
    });
    expect(wrong * 500).toBeLessThanOrEqual(ordinary.length);
  });

  it('are judged by the model behind the key, if there is one', async () => {
    const key = ENVIRONMENT['OPENAI_API_KEY'];
    if (!key) {
      say({
        judged_by: 'model',
        said: 'No OPENAI_API_KEY was given, so no model was asked. The figures above are those of the rules alone.',
      });
      expect(key).toBeFalsy();
      return;
    }
    const judge = createOpenAiOptOutJudge({
      ...modelOf(z.object(languageModel).parse(ENVIRONMENT)),
      timeoutMs: 60_000,
    });
    const prices = Prices.parse(ENVIRONMENT);
    const tokens = { in: 0, out: 0 };
    const verdictOn = async ({ texts }: Sentence) => {
      const { claim, usage } = await judge.judge(texts, { signal: AbortSignal.timeout(120_000) });
      tokens.in += usage?.input_tokens ?? 0;
      tokens.out += usage?.output_tokens ?? 0;
      const said = texts.map((words, n) => ({ id: String(n), words }));
      return provenVerdict(claim, said, 'all').verdict;
    };
    const all = async (sentences: Sentence[]) => {
      const verdicts: string[] = [];
      for (let from = 0; from < sentences.length; from += AT_ONCE) {
        verdicts.push(...(await Promise.all(sentences.slice(from, from + AT_ONCE).map(verdictOn))));
      }
      return (verdict: string) => verdicts.filter((one) => one === verdict).length;
    };
    const refused = await all(refusals.filter((one) => !byRules(one)));
    const talked = await all(ordinary.filter((one) => !byRules(one)));
    const decided = refusals.filter(byRules).length;
    const judged = refusals.length - decided + ordinary.length;
    const perThousand = (count: number) => Math.round((count / judged) * 1_000);
    const { OPENAI_USD_PER_MILLION_IN: inUsd, OPENAI_USD_PER_MILLION_OUT: outUsd } = prices;
    say({
      judged_by: 'rules and model',
      recall: share(decided + refused('refuses'), refusals.length),
      held_for_a_person: refused('unclear'),
      missed: refused('not'),
      false_refusals: talked('refuses'),
      false_share: share(talked('refuses'), ordinary.length),
      needlessly_held: talked('unclear'),
      tokens_in_per_thousand: perThousand(tokens.in),
      tokens_out_per_thousand: perThousand(tokens.out),
      usd_per_thousand:
        inUsd === undefined || outUsd === undefined
          ? 'unknown: OPENAI_USD_PER_MILLION_IN and _OUT were not given'
          : (perThousand(tokens.in) * inUsd + perThousand(tokens.out) * outUsd) / 1_000_000,
    });
    // A refusal that is neither found nor held would be answered.
    expect(refused('not')).toBeLessThanOrEqual(Math.ceil(refusals.length / 50));
  });
});
