import type { Arrivals } from '@ringback/shared/db/calls/arrivals.ts';
import type { Calls } from '@ringback/shared/db/calls/calls.ts';
import { endCall, settleCall } from '@ringback/shared/jobs/catalog.ts';
import { callEventsOf, callWordsOf } from '@ringback/shared/providers/calls/providers.ts';
import type { Enqueue } from '@ringback/shared/queue/producer.ts';
import { AppError, type Fault } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { ZodError } from 'zod';
import { inputFaults } from '../http/faults.ts';
import type { Notice, NoticeResult } from './notice.ts';
import type { RecordText } from './texts/record-text.ts';

type Deps = {
  calls: Pick<Calls, 'recordEvent'>;
  arrivals: Pick<Arrivals, 'recording'>;
  enqueue: Enqueue;
  /** Events of texts and chats. */
  recordText: RecordText;
  log: Logger;
};

/** The carrier may report the end before the last turns arrive: such a call is settled twice. */
const GATEWAY_REPORTS_MS = 2_000;

export type RecordNotice = (notice: Notice) => Promise<NoticeResult>;

/**
 * Writes a carrier event, and notifies the worker that acts on it. Any number of times, in any
 * order.
 */
export function createRecordNotice(deps: Deps): RecordNotice {
  const { calls, arrivals, enqueue, recordText, log } = deps;

  return async function recordNotice(notice) {
    try {
      return await record(notice);
    } catch (thrown) {
      const faults = faultsOf(thrown);
      if (faults === null) throw thrown;
      const facts = { kind: notice.kind, callId: notice.callId, messageId: notice.messageId };
      log.warn(
        { ...facts, fields: faults.map(({ path }) => path) },
        'signed webhook that does not fit',
      );
      throw new AppError('invalid_input', 'The webhook is not valid; every fault is listed.', {
        faults,
        facts,
      });
    }
  };

  function record(notice: Notice): Promise<NoticeResult> {
    switch (notice.kind) {
      case 'status':
        return recordStatus(notice);
      case 'amd':
        return recordAmd(notice);
      case 'recording':
        return recordRecording(notice);
      case 'text_status':
      case 'text_inbound':
      case 'retell':
        return recordText(notice.kind, notice);
    }
  }

  async function recordStatus(notice: Notice): Promise<NoticeResult> {
    const event = callEventsOf(notice.provider).readStatus(notice.form, notice.callId);
    const recorded = await calls.recordEvent(event, new Date(notice.receivedAt));
    if (recorded.ended && recorded.call_id) {
      // If this job gets lost, the sweep finds a call that ended and was not settled.
      const delayMs = recorded.stream_open ? GATEWAY_REPORTS_MS : 0;
      await enqueue(settleCall, { callId: recorded.call_id }, { delayMs }).catch((err: unknown) => {
        log.warn({ err, callId: recorded.call_id }, 'call ended without its job');
      });
    }
    return recorded.result;
  }

  async function recordAmd(notice: Notice): Promise<NoticeResult> {
    const event = callEventsOf(notice.provider).readVerdict(notice.form, notice.callId);
    const recorded = await calls.recordEvent(event, new Date(notice.receivedAt));
    // No sweep finds this one: if the queue is down, the carrier is asked to send the event again.
    const { isMachine } = callWordsOf(event.provider);
    if (recorded.call_id && recorded.result !== 'conflict' && isMachine(event.answered_by)) {
      const payload = { callId: recorded.call_id, reason: 'machine' as const };
      await enqueue(endCall, payload, { priority: 'high' });
    }
    return recorded.result;
  }

  async function recordRecording({ provider, form, receivedAt }: Notice): Promise<NoticeResult> {
    const event = callEventsOf(provider).readRecording(form);
    return (await arrivals.recording(event, new Date(receivedAt))).result;
  }
}

/**
 * For events that a retry cannot fix: a form without its fields, or values that the database
 * refuses.
 */
function faultsOf(thrown: unknown): Fault[] | null {
  if (thrown instanceof ZodError) return inputFaults(thrown.issues);
  const state = thrown instanceof AppError ? String(thrown.facts['sqlstate'] ?? '') : '';
  if (!state.startsWith('22')) return null;
  return [{ path: '(body)', found: 'a value out of range', expected: 'values that can be stored' }];
}
