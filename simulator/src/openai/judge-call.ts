import { factsOf } from './facts-of.ts';
import { type Intent, wants } from './intents.ts';
import type { Judgement, Transcript } from './judgement.ts';
import { nextAction } from './next-action.ts';
import { agreementIn, findIn } from './said.ts';
import { verdictOf } from './verdict-of.ts';

/** How the simulated language model reads a conversation: by the lead's own words. */
export function judgeCall({ channel, turns, now_local }: Transcript): Judgement {
  const said = turns.filter(
    (turn) => turn.who === 'lead' && turn.text.trim() !== '' && !wants('voicemail', turn.text),
  );
  const find = findIn(said);
  const refusals: Intent[] = ['opt_out', 'wrong_number'];
  if (channel === 'text') refusals.push('text_opt_out');
  const agreed = agreementIn(turns);
  const { evidence, ...verdict } = verdictOf(said, find, find(...refusals), agreed, now_local);
  const facts = factsOf(said, find, now_local);
  return {
    summary: verdict.summary,
    outcome: verdict.outcome,
    outcome_evidence: evidence,
    sentiment: verdict.sentiment,
    facts,
    next_action: nextAction(verdict.outcome, evidence, find('callback'), facts),
  };
}
