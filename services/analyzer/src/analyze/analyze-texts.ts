import type { TextAnalyses } from '@ringback/shared/db/texts/text-analyses.ts';
import { isHandedOver } from '@ringback/shared/domain/texts/handed-over.ts';
import { zonesOf } from '@ringback/shared/domain/zones/zones-of.ts';
import type { Processor } from '@ringback/shared/queue/run-worker.ts';
import type { Finding } from '../judge/finding.ts';
import { judgeTextsByRules } from '../judge/judge-texts-by-rules.ts';
import { type OptOuts, standingRefusal } from '../judge/standing-refusal.ts';
import { firmEnding, heldTo } from '../prove/firm-ending.ts';
import type { SeekFinding, Sought } from '../prove/seek-finding.ts';
import { localTime } from '../turns/local-time.ts';
import { writtenTurns } from '../turns/written-turns.ts';

type Deps = {
  textAnalyses: Pick<TextAnalyses, 'load' | 'record'>;
  seekFinding: SeekFinding;
  now: () => Date;
  /** Hears of every analysis that was saved. */
  observe?: (finding: Finding) => void;
};

/**
 * Finds out how one conversation in texts ended and plans what follows, in one save. A late reply
 * opens it again: then nothing is said about the old ending, and the next one is judged anew.
 */
export function createAnalyzeTexts(
  deps: Deps,
): Processor<{ conversationId: string; run?: string }> {
  const { textAnalyses, seekFinding, now, observe } = deps;

  return async function analyzeTexts({ conversationId, run }, context) {
    // load
    const known = await textAnalyses.load(conversationId);
    if (!known) return { kind: 'skip', reason: 'the conversation is gone' };
    const { conversation, lead, messages, booked } = known;
    const { ended_at } = conversation;
    if (ended_at === null) return { kind: 'skip', reason: 'still open' };
    const endedAt = new Date(ended_at);
    const isJudged = known.judged_at !== null && new Date(known.judged_at) >= endedAt;
    if (isJudged && run === undefined) return { kind: 'skip', reason: 'analysed already' };
    const zone = zonesOf(lead ?? { phone: conversation.lead_phone }).zones[0] ?? null;
    const turns = writtenTurns(messages, zone);
    const optOuts = standingRefusal(messages);

    // decide, by rules or by asking
    const saidAt = new Date(messages.at(-1)?.at ?? ended_at);
    const byRules = judgeTextsByRules(conversation, turns, optOuts);
    const sought: Sought = byRules
      ? { kind: 'found', finding: byRules }
      : await seekFinding(
          {
            conversation: { channel: 'text', ...localTime(zone, saidAt), turns },
            about: { conversationId },
            endedAt,
            saidAt,
            zone,
            modelRests: known.model_rests,
            deeds: { booked, handedOver: isHandedOver(conversation) },
          },
          context,
        );
    if (sought.kind === 'wait') {
      return { kind: 'snooze', until: sought.until, reason: 'the judge is busy' };
    }

    // record
    const finding = heldTo(firmEnding(known, turns), withoutLifted(sought.finding, optOuts));
    if (finding.decided_by === 'nobody' && isJudged && known.judged_status === 'done') {
      return { kind: 'skip', reason: 'the repeat failed, the earlier analysis stays' };
    }
    const saved = await textAnalyses.record(
      {
        conversation_id: conversationId,
        ended_at,
        ...finding,
        ...(sought.model_answered && { model_answered: true }),
      },
      now(),
    );
    if (saved.result === 'gone') return { kind: 'skip', reason: 'the conversation is gone' };
    if (saved.result === 'moved_on') return { kind: 'skip', reason: 'open again meanwhile' };
    observe?.(finding);
    const { status, outcome, decided_by: decidedBy, failure } = finding;
    const callbackId = saved.callback_id;
    context.log.info(
      { conversationId, status, outcome, decidedBy, failure, callbackId },
      'conversation analysed',
    );
    return { kind: 'done', result: { status, outcome, callbackId } };
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
