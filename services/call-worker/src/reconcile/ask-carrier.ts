import type { Calls } from '@ringback/shared/db/calls/calls.ts';
import type { CallRow } from '@ringback/shared/db/rows.ts';
import type { CallProvider } from '@ringback/shared/providers/calls/port.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';

type Deps = {
  calls: Pick<Calls, 'recordEvent' | 'recordLookup' | 'knownSids'>;
  providerOf: (provider: string) => Pick<CallProvider, 'fetch' | 'findCalls'>;
  now: Now;
};

export type Answer =
  /** The carrier's answer moved the row to an end. */
  | 'ended'
  /** A call without a sid was found at the carrier, or judged never to have been placed. */
  | 'adopted'
  | 'presumed_not_placed'
  | 'not_found_yet'
  /** It goes on, as far as is known. */
  | 'going_on';

export type AskCarrier = (call: CallRow, kind: 'check' | 'cleanup') => Promise<Answer>;

/** The most that our clocks and the carrier's may differ. */
const SKEW_MS = 5_000;

/** Settles a row's unknown outcome by asking the carrier, never by acting again. */
export function createAskCarrier({ calls, providerOf, now }: Deps): AskCarrier {
  return async function askCarrier(call, kind) {
    if (!call.call_sid) return lookUp(call);

    const found = await providerOf(call.provider).fetch(call.call_sid);
    const { ended } = await calls.recordEvent(
      {
        provider: call.provider,
        kind,
        call_sid: call.call_sid,
        status: found?.status ?? 'failed',
        provider_status: found?.providerStatus ?? 'not-found',
        duration_seconds: found?.durationSeconds ?? undefined,
        answered_by: found?.answeredBy ?? undefined,
        end_reason: found ? undefined : 'carrier_has_no_record',
      },
      now(),
    );
    return ended ? 'ended' : 'going_on';
  };

  async function lookUp(call: CallRow): Promise<Answer> {
    const since = new Date(new Date(call.dialed_at ?? call.created_at).getTime() - SKEW_MS);
    const listed = await providerOf(call.provider).findCalls({ to: call.to_number, since });
    const placed = listed.filter(({ direction }) => direction === 'outbound');
    const known = await calls.knownSids(placed.map(({ callSid }) => callSid));
    const ours = placed.find(({ callSid }) => !known.has(callSid));

    const result = await calls.recordLookup(call.id, call.fence, ours?.callSid ?? null, now());
    if (result === 'moved_on') return 'going_on';
    return result;
  }
}
