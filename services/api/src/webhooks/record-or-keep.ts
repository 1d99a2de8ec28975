import { eventFactsOf } from '@ringback/shared/providers/event-facts.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { Notice } from './notice.ts';
import type { RecordNotice } from './record-notice.ts';
import type { Spool } from './spool.ts';

type Deps = { record: RecordNotice; spool: Pick<Spool<Notice>, 'keep'>; log: Logger };

export type RecordOrKeep = (notice: Notice) => Promise<string>;

/** Writes an event, or stores it until the database is back; returns which. */
export function createRecordOrKeep({ record, spool, log }: Deps): RecordOrKeep {
  return async function recordOrKeep(notice) {
    const begunAtMs = performance.now();
    try {
      const result = await record(notice);
      log.info({ ...factsOf(notice), result, ms: msSince(begunAtMs) }, 'webhook taken');
      return result;
    } catch (thrown) {
      if (AppError.from(thrown).code !== 'database_unavailable') throw thrown;
      await spool.keep(notice);
      log.warn({ ...factsOf(notice), ms: msSince(begunAtMs) }, 'webhook spooled');
      return 'spooled';
    }
  };
}

/** Identifies an event: ids and a vendor's status, and no personal data. */
function factsOf({ provider, kind, callId, messageId, form }: Notice) {
  return { kind, callId, messageId, ...eventFactsOf(provider, form) };
}

const msSince = (begunAtMs: number) => Math.round(performance.now() - begunAtMs);
