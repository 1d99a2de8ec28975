import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { Notice } from './notice.ts';
import type { RecordNotice } from './record-notice.ts';
import type { Spool } from './spool.ts';

type Deps = { record: RecordNotice; spool: Pick<Spool<Notice>, 'keep'>; log: Logger };

export type RecordOrKeep = (notice: Notice) => Promise<string>;

/** Writes a piece of news, or keeps it for when the database is back; what became of it. */
export function createRecordOrKeep({ record, spool, log }: Deps): RecordOrKeep {
  return async (notice) => {
    try {
      return await record(notice);
    } catch (thrown) {
      if (AppError.from(thrown).code !== 'database_unavailable') throw thrown;
      await spool.keep(notice);
      const { kind, callId, messageId } = notice;
      log.warn({ kind, callId, messageId }, 'webhook spooled');
      return 'spooled';
    }
  };
}
