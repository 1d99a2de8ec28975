import { type OptOutScope, plainScope } from '@ringback/shared/domain/opt-out/scope.ts';
import type { Turn } from '@ringback/shared/providers/analysis/port.ts';
import type { Judged } from '../judge/ask-judge.ts';
import type { Finding } from '../judge/finding.ts';
import { planNext } from './plan-next.ts';
import { proveFacts } from './prove-facts.ts';
import { type Deeds, proveOutcome } from './prove-outcome.ts';

type Facts = {
  turns: Turn[];
  deeds: Deeds;
  zone: string | null;
  saidAt: Date;
  now: Date;
  /** The id of the callback's row, if there is one. */
  callbackId: () => string;
};

/** Keeps what the transcript proves of a judgement. */
export function weigh({ judgement, model, usage }: Judged, facts: Facts): Finding {
  const proven = proveOutcome(judgement, facts.turns, facts.deeds);
  const kept = proveFacts(judgement.facts, facts.turns);
  const plan = planNext(judgement.next_action, facts.turns, facts);

  // A lead that refuses calls, or a wrong person, gets none: models notice what rules miss.
  // A doubtful refusal is enough to plan nothing; suppressing the number takes the words.
  const words = proven.outcome === 'discarded' ? proven.outcome_quote : null;
  const callbackAt = judgement.outcome === 'discarded' ? null : plan.callbackAt;

  return {
    ...proven,
    summary: judgement.summary,
    sentiment: judgement.sentiment,
    facts: kept.facts,
    dropped: [...kept.dropped, ...plan.dropped],
    next_action: plan.nextAction,
    decided_by: proven.status === 'done' ? 'model' : 'nobody',
    model,
    usage,
    callback: callbackAt && { id: facts.callbackId(), run_at: callbackAt.toISOString() },
    opt_out: words === null ? null : { words, scope: scopeAt(proven.outcome_turn, facts.turns) },
  };
}

/** A model's finding closes all channels, unless the rules are sure that one channel is meant. */
function scopeAt(turn: number | null, turns: Turn[]): OptOutScope {
  return plainScope(turns.find((one) => one.turn === turn)?.text ?? '');
}
