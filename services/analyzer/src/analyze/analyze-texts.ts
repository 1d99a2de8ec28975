import type { TextAnalyses } from '@ringback/shared/db/texts/text-analyses.ts';
import { isHandedOver } from '@ringback/shared/domain/texts/handed-over.ts';
import { zonesOf } from '@ringback/shared/domain/zones/zones-of.ts';
import type { Processor } from '@ringback/shared/queue/run-worker.ts';
import type { Finding } from '../judge/finding.ts';
import { judgeTextsByRules } from '../judge/judge-texts-by-rules.ts';
import { type OptOuts, standingRefusal } from '../judge/standing-refusal.ts';
import { firmEnding, heldTo } from '../prove/firm-ending.ts';
import { localTime } from '../turns/local-time.ts';
import { writtenTurns } from '../turns/written-turns.ts';
import { type ConcludeDeps, createConclude } from './conclude.ts';

type Deps = ConcludeDeps & {
  textAnalyses: Pick<TextAnalyses, 'load' | 'record'>;
  now: () => Date;
};

const GONE = { kind: 'skip', reason: 'the conversation is gone' } as const;

/**
 * Finds out how one conversation in texts ended and plans what follows, in one save. A late reply
 * opens it again: then nothing is said about the old ending, and the next one is judged anew.
 */
export function createAnalyzeTexts(
  deps: Deps,
): Processor<{ conversationId: string; run?: string }> {
  const { textAnalyses, now } = deps;
  const conclude = createConclude(deps);

  return async function analyzeTexts({ conversationId, run }, context) {
    // load
    const known = await textAnalyses.load(conversationId);
    if (!known) return GONE;
    const { conversation, lead, messages, booked } = known;
    const { ended_at } = conversation;
    if (ended_at === null) return { kind: 'skip', reason: 'still open' };
    const endedAt = new Date(ended_at);
    const isJudged = known.judged_at !== null && new Date(known.judged_at) >= endedAt;
    if (isJudged && run === undefined) return { kind: 'skip', reason: 'analysed already' };
    const zone = zonesOf(lead ?? { phone: conversation.lead_phone }).zones[0] ?? null;
    const turns = writtenTurns(messages, zone);
    const optOuts = standingRefusal(messages);

    const saidAt = new Date(messages.at(-1)?.at ?? ended_at);

    // decide and record
    return conclude(
      {
        known: {
          conversation: { channel: 'text', ...localTime(zone, saidAt), turns },
          about: { conversationId },
          endedAt,
          saidAt,
          zone,
          modelRests: known.model_rests,
          deeds: { booked, handedOver: isHandedOver(conversation) },
        },
        byRules: judgeTextsByRules(conversation, turns, optOuts),
        correct: (found) => heldTo(firmEnding(known, turns), withoutLifted(found, optOuts)),
        hasOutcome: isJudged && known.judged_status === 'done',
        async save(finding) {
          const outcome = { conversation_id: conversationId, ended_at, ...finding };
          const saved = await textAnalyses.record(outcome, now());
          if (saved.result === 'gone') return GONE;
          if (saved.result === 'moved_on') return { kind: 'skip', reason: 'open again meanwhile' };
          return { kind: 'saved', callbackId: saved.callback_id };
        },
        says: 'conversation analysed',
      },
      context,
    );
  };
}

/** A judge may quote a refusal that the lead has taken back since: nobody is closed on that. */
function withoutLifted(finding: Finding, { liftedTo }: OptOuts): Finding {
  const isLifted =
    finding.outcome === 'discarded' && (finding.outcome_turn ?? Infinity) <= liftedTo;
  if (!isLifted) return finding;
  return {
    ...finding,
    status: 'needs_review',
    outcome: null,
    decided_by: 'nobody',
    failure: 'the refusal was taken back',
    opt_out: null,
  };
}
