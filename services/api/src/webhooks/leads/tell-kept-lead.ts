import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { LeadNotice } from './lead-notice.ts';
import type { TakeLead } from './take-lead.ts';

type Deps = { takeLead: TakeLead; log: Logger };

/**
 * Processes a stored lead. One whose sender has no valid proof is dropped: it was never checked.
 */
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
