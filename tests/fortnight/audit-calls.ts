import type { LedgerMessage } from '@ringback/simulator/ledger.ts';
import { groups } from './groups.ts';
import type { AwayMs } from './outages.ts';
import type { PhoneCall } from './phone-call.ts';
import type { Analysis, Call, Suppression } from './rows.ts';

type Known = {
  phones: PhoneCall[];
  ledger: LedgerMessage[];
  calls: Call[];
  analyses: Analysis[];
  suppressions: Suppression[];
  awayMs: AwayMs;
  endsAt: Date;
};

const PATIENCE_MS = 15 * 60_000;
/** After a refusal on the telephone a text may be on its way already. */
const HEARD_MS = 10 * 60_000;

/** What comes of a conversation with whoever lives this story on the telephone. */
export const SPOKEN: Record<string, string[]> = {
  interested: ['qualified'],
  books: ['success'],
  'busy-then-books': ['success'],
  'no-answer-then-interested': ['qualified'],
  'opts-out': ['discarded'],
  'opts-out-french': ['discarded'],
  'opts-out-spanish': ['discarded'],
  'presses-nine': ['discarded'],
  'wants-human': ['escalated'],
  callback: ['qualified'],
  'not-interested': ['unqualified'],
  'asks-robot': ['qualified'],
  silent: ['no_response'],
};

/** The carrier's and the lead's own knowledge of every call against what we made of it. */
export function auditCalls({ phones, ledger, calls, analyses, suppressions, ...known }: Known) {
  const { awayMs, endsAt } = known;
  const rowOf = new Map(calls.map((one) => [one.id, one]));
  const analysisOf = new Map(analyses.map((one) => [one.call_id, one]));
  const isPast = (at: Date | null, ms: number) =>
    at !== null && endsAt.getTime() - at.getTime() > ms;
  const told = ({ story, to, callId }: PhoneCall) => `${story} ${to} ${callId}`;
  const over = phones.filter(({ endedAt }) => isPast(endedAt, PATIENCE_MS));
  const talked = over.filter(({ said, story }) => said.length > 0 || story === 'silent');
  const judged = talked.flatMap((call) => {
    const analysis = analysisOf.get(call.callId);
    return analysis ? [{ call, analysis }] : [];
  });

  const overlapping = [...groups(phones, ({ to }) => to).values()].flatMap((rings) =>
    rings.filter((one) =>
      rings.some(
        (other) =>
          other !== one &&
          other.placedAt >= one.placedAt &&
          (one.endedAt === null || other.placedAt < one.endedAt),
      ),
    ),
  );
  const misremembered = over.filter((call) => {
    const row = rowOf.get(call.callId);
    return row?.status !== call.status.replace('-', '_') || row.settled_at === null;
  });
  const unjudged = talked.filter(({ callId, status }) => {
    return status === 'completed' && !analysisOf.has(callId);
  });
  const invented = judged.filter(({ call, analysis }) =>
    [analysis.outcome_quote, ...analysis.facts.map(({ quote }) => quote)].some(
      (quote) => quote !== null && !call.said.some((text) => text.includes(quote)),
    ),
  );
  const wrong = judged.filter(({ call, analysis }) => {
    const lived = SPOKEN[call.story];
    return analysis.status === 'done' && lived && !lived.includes(analysis.outcome ?? '');
  });

  const refusals = phones.filter(({ refusedAt }) => isPast(refusedAt, HEARD_MS));
  const unheard = refusals.filter(
    ({ to }) => !suppressions.some(({ phone, scope }) => phone === to && scope === 'all'),
  );
  const contactedAfter = refusals.filter(({ to, refusedAt }) => {
    // Nobody can act on what nobody can write down.
    const awayFor = refusedAt ? awayMs(refusedAt, new Date(refusedAt.getTime() + HEARD_MS)) : 0;
    const from = (refusedAt?.getTime() ?? 0) + HEARD_MS + awayFor;
    const texted = ledger.some(
      (text) =>
        text.to === to && text.direction !== 'inbound' && Date.parse(text.accepted_at) > from,
    );
    return texted || phones.some((call) => call.to === to && call.placedAt.getTime() > from);
  });

  return {
    rang_twice_at_once: overlapping.map(told),
    calls_misremembered: misremembered.map(
      (call) => `${told(call)}: ${call.status} is ${rowOf.get(call.callId)?.status}`,
    ),
    calls_unjudged: unjudged.map(told),
    invented_spoken_words: invented.map(({ call }) => told(call)),
    wrong_outcomes_of_calls: wrong.map(
      ({ call, analysis }) => `${told(call)}: ${analysis.outcome}`,
    ),
    spoken_opt_outs_unheard: unheard.map(told),
    contacted_after_spoken_opt_out: contactedAfter.map(told),
  };
}
