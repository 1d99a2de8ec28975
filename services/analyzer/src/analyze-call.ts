import type { Analyses } from '@ringback/shared/db/analyses.ts';
import type { Appointments } from '@ringback/shared/db/appointments.ts';
import type { Calls } from '@ringback/shared/db/calls.ts';
import type { CallRow, LeadRow } from '@ringback/shared/db/rows.ts';
import type { Transcripts } from '@ringback/shared/db/transcripts.ts';
import { isEnded } from '@ringback/shared/domain/call.ts';
import { zonesOf } from '@ringback/shared/domain/zones/zones-of.ts';
import { analyzeConversation } from '@ringback/shared/jobs/analyze-conversation.ts';
import type { PayloadOf } from '@ringback/shared/jobs/define-job.ts';
import type { Judge, Turn } from '@ringback/shared/providers/analysis/port.ts';
import type { Processor } from '@ringback/shared/queue/run-worker.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { afterFailure } from './after-failure.ts';
import { type Answer, askJudge } from './ask-judge.ts';
import { type Finding, needsReview } from './finding.ts';
import { judgeByRules } from './judge-by-rules.ts';
import { localTime } from './local-time.ts';
import { spokenTurns } from './spoken-turns.ts';
import { weigh } from './weigh.ts';

type Deps = {
  calls: Pick<Calls, 'getWithLead'>;
  transcripts: Pick<Transcripts, 'list'>;
  analyses: Pick<Analyses, 'ofCall' | 'save'>;
  appointments: Pick<Appointments, 'ofLead'>;
  judge: Judge;
  ids: { uuid: () => string };
  now: () => Date;
  /** Hears of every analysis that was saved. */
  observe?: (finding: Finding) => void;
};

/** The carrier often says that a call is over before its last words are written. */
const LAST_WORDS_MS = 3_000;
const NEWEST_BOOKINGS = 50;

type Case = { call: CallRow; lead: LeadRow | null; turns: Turn[]; endedAt: Date };
type Context = { log: Logger; signal: AbortSignal; attempt: number };
type Judging = { kind: 'found'; finding: Finding } | { kind: 'wait'; until: Date };

/** Finds out how one call ended and plans what follows, in one save. No call is left without a label. */
export function createAnalyzeCall(deps: Deps): Processor<PayloadOf<typeof analyzeConversation>> {
  const { calls, transcripts, analyses, appointments, judge, ids, now, observe } = deps;

  return async ({ callId, run }, context) => {
    // load
    const [{ call, lead }, earlier] = await Promise.all([
      calls.getWithLead(callId),
      analyses.ofCall(callId),
    ]);
    if (!isEnded(call.status)) return { kind: 'skip', reason: `still ${call.status}` };
    if (earlier && run === undefined) return { kind: 'skip', reason: 'analysed already' };
    const endedAt = call.ended_at ? new Date(call.ended_at) : now();
    const completeAt = new Date(endedAt.getTime() + LAST_WORDS_MS);
    if (completeAt > now()) return { kind: 'snooze', until: completeAt, reason: 'last words' };
    const transcript = call.call_sid ? await transcripts.list(call.call_sid) : [];
    if (transcript.length === 0) return { kind: 'skip', reason: 'no words' };
    const turns = spokenTurns(transcript);

    // decide, by rules or by asking
    const byRules = judgeByRules(turns);
    const judging: Judging = byRules
      ? { kind: 'found', finding: byRules }
      : await askAbout({ call, lead, turns, endedAt }, context);
    if (judging.kind === 'wait') {
      return { kind: 'snooze', until: judging.until, reason: 'the judge is busy' };
    }

    // record
    const { finding } = judging;
    if (finding.decided_by === 'nobody' && earlier?.status === 'done') {
      return { kind: 'skip', reason: 'the repeat failed, the earlier analysis stays' };
    }
    const saved = await analyses.save({ call_id: callId, ...finding }, now());
    if (!saved) return { kind: 'skip', reason: 'the call is gone' };
    observe?.(finding);
    const { status, outcome, decided_by: decidedBy, failure } = finding;
    context.log.info(
      { callId, status, outcome, decidedBy, failure, callbackId: saved.callback_id },
      'call analysed',
    );
    return { kind: 'done', result: { status, outcome, callbackId: saved.callback_id } };
  };

  async function askAbout(known: Case, context: Context): Promise<Judging> {
    const { call, lead, turns, endedAt } = known;
    const zone = zonesOf(lead ?? { phone: call.lead_phone }).zones[0] ?? null;
    const conversation = { channel: 'call' as const, ...localTime(zone, endedAt), turns };
    let answer: Answer;
    try {
      answer = await askJudge(judge, conversation, context.signal);
    } catch (thrown) {
      return withoutAnswer(AppError.from(thrown), known, context);
    }
    if (answer.kind === 'failed') return found(needsReview(answer.failure));

    const claimsSuccess = answer.judgement.outcome === 'success';
    const booked = claimsSuccess && (await bookedDuring(call));
    const deeds = { booked, handedOver: call.wrap_up === 'human' };
    const facts = { turns, deeds, zone, saidAt: endedAt, now: now(), callbackId: ids.uuid };
    return found(weigh(answer, facts));
  }

  async function bookedDuring(call: CallRow): Promise<boolean> {
    if (call.lead_id === null) return false;
    const newest = await appointments.ofLead(call.lead_id, NEWEST_BOOKINGS);
    return newest.some((booking) => booking.call_id === call.id);
  }

  function withoutAnswer(error: AppError, { call, endedAt }: Case, context: Context): Judging {
    const { signal, log, attempt } = context;
    // Without its lock the job is somebody else's now.
    if (signal.aborted) throw error;
    const { attempts } = analyzeConversation;
    const next = afterFailure({ error, attempt, attempts, endedAt, now: now() });
    if (next.kind === 'wait') return next;
    if (next.kind === 'retry') throw error;
    log[next.alert ? 'error' : 'warn']({ callId: call.id, err: error }, 'judge gave no answer');
    return found(needsReview(next.failure));
  }
}

function found(finding: Finding): Judging {
  return { kind: 'found', finding };
}
