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
  /** Throws when an address asks too often with what nobody can check now. */
  guardUnproven: (req: Request) => Promise<void>;
  metrics: Pick<WebhookMetrics, 'webhooks'>;
};

/** Ample for a form; with the number of places it bounds what an outage can leave on a disk. */
const LARGEST_BYTES = 16_384;
const PLACES = 10_000;
/** So many of the places are open to whoever cannot be checked now. The rest waits for proven ones. */
const UNPROVEN_PLACES = 1_000;

/**
 * Keeps a lead for when the database is back. Who can be checked by what was last seen of sources
 * and keys is checked now; everybody is checked again before anything is written.
 */
export function createKeepLead(deps: Deps) {
  const { sources, recallKey, spool, guardUnproven, metrics } = deps;

  return async function keepLead(notice: LeadNotice, req: Request): Promise<void> {
    const proven = isProven(notice);
    if (proven === false) {
      count('forbidden');
      const message = `The source is not known, or its proof does not fit. ${SEE_GOING_LIVE}`;
      throw new AppError('forbidden', message);
    }
    // Nothing that no source could mean is worth a place.
    readBody(notice);
    if (proven === undefined) await guardUnproven(req);
    const isSmall = Buffer.byteLength(notice.body, 'base64') <= LARGEST_BYTES;
    if (!isSmall || (await spool.size()) >= (proven ? PLACES : UNPROVEN_PLACES)) {
      count(isSmall ? 'spool_full' : 'too_large_to_spool');
      throw new AppError('database_unavailable', 'The database is away. Try again later.');
    }
    await spool.keep(notice);
    count('spooled');
  };

  /** Undefined: nobody can say while the database is away. */
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
