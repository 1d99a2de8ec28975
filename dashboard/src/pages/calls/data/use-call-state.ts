import type { RowOf } from '../../../live/kinds.ts';
import { sameItems, useFromStore } from '../../../live/use-live.ts';
import { useWhere } from '../../../ui/time/moment.tsx';
import { spokenMoment, stopwatch } from '../../../ui/time/moments.ts';
import { callWords } from '../../../words/calls.ts';

/** The turns of a call in their order, as they come. */
export function useTurns(callSid: string | null): RowOf<'transcript'>[] {
  return useFromStore(
    callSid === null ? [] : [`transcript<${callSid}`],
    (store) =>
      callSid === null
        ? []
        : store.partsOf('transcript', callSid).toSorted((a, b) => a.seq - b.seq),
    sameItems,
  );
}

/** What an analysis found in a call; null: there is none yet. */
export function useCallAnalysis(callId: string): RowOf<'analysis'> | null {
  return useFromStore(
    ['analysis'],
    (store) => store.all('analysis').find(({ call_id }) => call_id === callId) ?? null,
  );
}

/** How a call stands in words, with its appointment and its outcome. */
export function useCallState(call: RowOf<'call'>) {
  const where = useWhere();
  const analysis = useCallAnalysis(call.id);
  const booked = useFromStore(
    ['appointment'],
    (store) =>
      store.all('appointment').findLast(({ call_id }) => call_id === call.id)?.starts_at ?? null,
  );
  const at = call.status === 'held' ? call.held_until : call.run_at;
  const said = (iso: string | null) => (iso ? spokenMoment(Date.parse(iso), where) : null);
  return {
    analysis,
    booked: said(booked),
    state: callWords(call, {
      came: analysis && {
        outcome: analysis.outcome,
        isReviewed: analysis.status === 'needs_review',
      },
      at: said(at),
      booked: said(booked),
      talked: call.duration_seconds === null ? null : stopwatch(call.duration_seconds),
    }),
  };
}
