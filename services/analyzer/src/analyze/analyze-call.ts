import type { Analyses } from '@ringback/shared/db/calls/analyses.ts';
import type { CallRow } from '@ringback/shared/db/rows.ts';
import { isEnded } from '@ringback/shared/domain/calls/call.ts';
import { wordsCompleteAt } from '@ringback/shared/domain/calls/last-words.ts';
import { soundsLikeMachine } from '@ringback/shared/domain/calls/voicemail.ts';
import { zonesOf } from '@ringback/shared/domain/zones/zones-of.ts';
import type { Turn } from '@ringback/shared/providers/analysis/port.ts';
import { callWordsOf } from '@ringback/shared/providers/calls/providers.ts';
import type { Processor } from '@ringback/shared/queue/run-worker.ts';
import { judgeByRules, refusedChannel } from '../judge/judge-by-rules.ts';
import { localTime } from '../turns/local-time.ts';
import { spokenTurns } from '../turns/spoken-turns.ts';
import { type ConcludeDeps, createConclude } from './conclude.ts';

type Deps = ConcludeDeps & { analyses: Pick<Analyses, 'load' | 'save'>; now: () => Date };

/** The media gateway's word for why it ended a call. */
const OPTED_OUT = 'opted_out';

/** Finds out how one call ended and plans what follows, in one save. No call is left without a label. */
export function createAnalyzeCall(deps: Deps): Processor<{ callId: string; run?: string }> {
  const { analyses, now } = deps;
  const conclude = createConclude(deps);

  return async function analyzeCall({ callId, run }, context) {
    // load
    const {
      call,
      lead,
      earlier,
      turns: transcript,
      booked,
      ...known
    } = await analyses.load(callId);
    if (!isEnded(call.status)) return { kind: 'skip', reason: `still ${call.status}` };
    if (call.reached === false && call.silence_reason !== null) {
      return { kind: 'skip', reason: 'picked up in vain' };
    }
    if (earlier && run === undefined) return { kind: 'skip', reason: 'analysed already' };
    const endedAt = call.ended_at ? new Date(call.ended_at) : now();
    const completeAt = completeFrom(call, endedAt);
    if (completeAt > now()) return { kind: 'snooze', until: completeAt, reason: 'last words' };
    if (transcript.length === 0) return { kind: 'skip', reason: 'no words' };
    const heard = spokenTurns(transcript);
    // What a machine says is never the lead's, also where somebody picks up after it.
    const turns = heard.filter(({ who, text }) => who !== 'lead' || !soundsLikeMachine(text));
    const machine = onlyMachine(call, heard, turns) && !booked;

    const zone = zonesOf(lead ?? { phone: call.lead_phone }).zones[0] ?? null;
    const handedOver = call.wrap_up === 'human' || call.person_asked_at !== null;

    // decide and record
    return conclude(
      {
        known: {
          conversation: { channel: 'call', ...localTime(zone, endedAt), turns },
          about: { callId },
          endedAt,
          saidAt: endedAt,
          zone,
          modelRests: known.model_rests,
          deeds: { booked, handedOver },
        },
        byRules: judgeByRules(machine ? heard : turns, {
          optedOut: call.wrap_up_reason === OPTED_OUT,
          machine,
        }),
        correct: (found) => ({ ...found, opt_out: found.opt_out ?? refusedChannel(turns) }),
        hasOutcome: earlier?.status === 'done',
        async save(finding) {
          const saved = await analyses.save({ call_id: callId, ...finding }, now());
          if (!saved) return { kind: 'skip', reason: 'the call is gone' };
          return { kind: 'saved', callbackId: saved.callback_id };
        },
        says: 'call analysed',
      },
      context,
    );
  };
}

function completeFrom(call: CallRow, endedAt: Date): Date {
  return wordsCompleteAt({
    endedAt,
    settledAt: call.settled_at ? new Date(call.settled_at) : null,
    streamOpenSince: call.stream_open_since,
    streams: call.streams_opened,
  });
}

/** The carrier's verdict first; without one, all that was heard of the other side was a greeting. */
function onlyMachine(call: CallRow, heard: Turn[], turns: Turn[]): boolean {
  const { answered_by: by } = call;
  const { isMachine, isHuman } = callWordsOf(call.provider);
  if (by !== null && isMachine(by)) return true;
  const ofLead = (all: Turn[]) => all.filter(({ who }) => who === 'lead').length;
  return !(by !== null && isHuman(by)) && ofLead(heard) > 0 && ofLead(turns) === 0;
}
