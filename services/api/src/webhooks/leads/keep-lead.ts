import { AppError } from '@ringback/shared/runtime/errors.ts';
import { SEE_GOING_LIVE } from '@ringback/shared/runtime/going-live.ts';
import type { Request } from 'express';
import { mayAct } from '../../access/authenticate.ts';
import type { KnownKeys } from '../../access/known-keys.ts';
import type { Spool } from '../spool.ts';
import type { WebhookMetrics } from '../webhook-metrics.ts';
import { isFromSource } from './check-source.ts';
import type { KnownSources } from './known-sources.ts';
import type { LeadNotice } from './lead-notice.ts';
import { readBody } from './read-body.ts';
import { SOURCE } from './take-lead.ts';

export type KeepLead = ReturnType<typeof createKeepLead>;

type Deps = {
  sources: Pick<KnownSources, 'recall'>;
  recallKey: KnownKeys['recall'];
  spool: Pick<Spool<LeadNotice>, 'keep' | 'size'>;
  /** Throws when an address sends too many leads that cannot be checked during the outage. */
  guardUnproven: (req: Request) => Promise<void>;
  metrics: Pick<WebhookMetrics, 'webhooks'>;
};

/** Ample for a form; with the number of places it bounds how much an outage can leave on a disk. */
const LARGEST_BYTES = 16_384;
const PLACES = 10_000;
/** How many places are open to senders that cannot be checked now. The rest is for proven ones. */
const UNPROVEN_PLACES = 1_000;

/**
 * Stores a lead until the database is back. Senders that are in the cache of sources and keys are
 * checked now; all are checked again before anything is written.
 */
export function createKeepLead(deps: Deps) {
  const { sources, recallKey, spool, guardUnproven, metrics } = deps;

  return async function keepLead(notice: LeadNotice, req: Request): Promise<void> {
    const proven = isProven(notice);
    if (proven === false) {
      count('forbidden');
      const message = `The source is not known, or its proof is not valid. ${SEE_GOING_LIVE}`;
      throw new AppError('forbidden', message);
    }
    // A name that no source can have is not worth a place.
    readBody(notice);
    if (proven === undefined) await guardUnproven(req);
    const isSmall = Buffer.byteLength(notice.body, 'base64') <= LARGEST_BYTES;
    if (!isSmall || (await spool.size()) >= (proven ? PLACES : UNPROVEN_PLACES)) {
      count(isSmall ? 'spool_full' : 'too_large_to_spool');
      throw new AppError('database_unavailable', 'The database is unavailable. Try again later.');
    }
    await spool.keep(notice);
    count('spooled');
  };

  /** Undefined: it cannot be checked while the database is unavailable. */
  function isProven(notice: LeadNotice): boolean | undefined {
    if (!SOURCE.test(notice.source)) return false;
    const source = sources.recall(notice.source);
    if (source && isFromSource(source, notice)) return true;
    const { keyHash, secretHash, signature, bodyKeyHash } = notice.proof;
    const isShown = [keyHash, secretHash, signature, bodyKeyHash].some((one) => one !== null);
    if (!isShown) return false;
    const key = keyHash === null ? null : recallKey(keyHash);
    if (key) return mayAct(key, 'agent');
    return source === undefined || key === undefined ? undefined : false;
  }

  function count(result: string): void {
    metrics.webhooks.inc({ provider: 'form', kind: 'lead', result });
  }
}
