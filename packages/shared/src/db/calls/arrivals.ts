import { z } from 'zod';
import { asJson, callForRow, callFunction, type Db } from '../client.ts';
import { refuseOwnNumber } from '../own-number.ts';
import { CallRow } from '../rows.ts';

export type Arrivals = ReturnType<typeof createArrivals>;

export type InboundCall = {
  /** The id of the row, should the call be new. */
  id: string;
  call_sid: string;
  /** As it was told; a withheld number is none, and may be left out. */
  from: string | null;
  to: string | null;
  provider: string;
  /** The provider's own word for where the call stands. */
  provider_status: string;
  country?: string;
  payload: Record<string, unknown>;
};

export type NewRecording = {
  provider: string;
  callSid: string;
  recordingSid: string;
  status: string;
  url: string | undefined;
  seconds: number | undefined;
};

const Arrived = z.object({ result: z.enum(['recorded', 'repeated']), call: CallRow });
const Recorded = z.object({
  result: z.enum(['recorded', 'stranger']),
  call_id: z.string().nullable(),
});

/** What reaches us without having been asked for: calls from outside, and finished recordings. */
export function createArrivals(db: Db) {
  return {
    /**
     * An unknown caller becomes a lead, a withheld one nobody's call; the same call told again is the
     * same row.
     */
    async inboundCall(call: InboundCall, now: Date) {
      const args = { p_call: asJson(call), p_now: now.toISOString() };
      const told = await callFunction(db, 'record_inbound_call', args);
      refuseOwnNumber(told);
      return Arrived.parse(told);
    },

    async recording(
      { provider, callSid, recordingSid, status, url, seconds }: NewRecording,
      now: Date,
    ) {
      return Recorded.parse(
        await callForRow(db, 'record_recording', {
          p_provider: provider,
          p_call_sid: callSid,
          p_recording_sid: recordingSid,
          p_status: status,
          p_url: (url ?? null) as string,
          p_seconds: (seconds ?? null) as number,
          p_payload: asJson({}),
          p_now: now.toISOString(),
        }),
      );
    },
  };
}
