import type { Arrivals } from '@ringback/shared/db/calls/arrivals.ts';
import type { Calls } from '@ringback/shared/db/calls/calls.ts';
import type { WhoIs } from '@ringback/shared/inbound/who-is.ts';
import { settleCall } from '@ringback/shared/jobs/catalog.ts';
import type { ToldCall } from '@ringback/shared/providers/retell/told.ts';
import type { Enqueue } from '@ringback/shared/queue/producer.ts';
import type { NoticeResult } from '../notice.ts';
import { type ArriveDeps, createArrive } from './arrive.ts';
import { PROVIDER } from './provider.ts';
import { createSaveWords, type SaveWordsDeps } from './save-words.ts';

export type RecordCallDeps = ArriveDeps &
  SaveWordsDeps & {
    calls: Pick<Calls, 'recordEvent'>;
    arrivals: Pick<Arrivals, 'recording'>;
    whoIs: WhoIs;
    enqueue: Enqueue;
  };

/** Records a call event: the status of the call, its transcript and the address of its recording. */
export function createRecordCall(deps: RecordCallDeps) {
  const { calls, arrivals, whoIs, enqueue, log } = deps;
  const arrive = createArrive(deps);
  const saveWords = createSaveWords(deps);

  return async function recordCall(call: ToldCall, at: Date): Promise<NoticeResult> {
    const { event, callSid } = call;
    if (call.leftOut) {
      log.warn({ event, fields: call.leftOut }, 'fields of a webhook that cannot be were left out');
    }
    const direction = call.direction ?? (await directionOf(call, at));
    if (direction === 'inbound' && (await arrive(call, at)) === 'own_number') return 'own_number';
    const told = await calls.recordEvent(
      {
        provider: PROVIDER,
        kind: 'status',
        call_id: call.callId,
        call_sid: callSid,
        direction,
        from: call.from,
        to: call.to,
        status: call.status,
        provider_status: event,
        duration_seconds: call.durationSeconds,
        end_reason: call.endReason,
        payload: {},
      } as Parameters<Calls['recordEvent']>[0],
      at,
    );
    if (told.call_id && call.recordingUrl) await keepRecording(call, call.recordingUrl, at);
    const turns = call.turns(at);
    // Without a direction nobody knows whose call it is; its words are kept all the same.
    if ((told.call_id || direction === undefined) && turns.length > 0) {
      await saveWords({ callSid, callId: told.call_id }, turns, at);
    }
    if (told.ended && told.call_id) {
      await enqueue(settleCall, { callId: told.call_id }).catch((err: unknown) =>
        log.warn({ err, callId: told.call_id }, 'call ended without its job'),
      );
    }
    return told.result;
  };

  /** The vendor keeps the sound itself; with the call stands where. */
  async function keepRecording(call: ToldCall, url: string, at: Date): Promise<void> {
    const { callSid, durationSeconds: seconds } = call;
    await arrivals.recording(
      {
        ...{ provider: PROVIDER, callSid, recordingSid: `${PROVIDER}:${callSid}` },
        ...{ status: 'completed', url, seconds },
      },
      at,
    );
  }

  /** Undefined: it was not said, and neither number tells. */
  async function directionOf({ to }: ToldCall, at: Date) {
    return to && (await whoIs(to, at)).foundBy === 'own_number' ? 'inbound' : undefined;
  }
}
