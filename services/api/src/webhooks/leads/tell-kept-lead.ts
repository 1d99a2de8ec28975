import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { LeadNotice } from './lead-notice.ts';
import type { TakeLead } from './take-lead.ts';

type Deps = { takeLead: TakeLead; log: Logger };

/** Takes a lead that was kept. Who cannot prove itself is dropped: nobody had vouched for it. */
export function createTellKeptLead({ takeLead, log }: Deps) {
  return async function tellKeptLead(notice: LeadNotice): Promise<void> {
    try {
      await takeLead(notice);
    } catch (thrown) {
      if (AppError.from(thrown).code !== 'forbidden') throw thrown;
      log.warn({ source: notice.source }, 'spooled lead refused');
    }
  };
}
