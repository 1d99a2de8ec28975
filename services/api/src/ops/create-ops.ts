import { CATALOG } from '@ringback/shared/jobs/catalog.ts';
import { createNoMoreThan } from '@ringback/shared/runtime/no-more-than.ts';
import type { Router } from 'express';
import type { Sessions } from '../access/sessions.ts';
import type { Kernel } from '../kernel.ts';
import { opsRoutes } from './routes.ts';
import { createSlowLane } from './slow-lane.ts';

const LOGINS_PER_MINUTE = 10;

/** The operators' pages; null where nobody can sign in. */
export function createOps(kernel: Kernel, sessions: Sessions | null): Router | null {
  if (!sessions) return null;
  const { queue, log, now } = kernel;
  return opsRoutes({
    sessions,
    wrongLogins: createNoMoreThan(LOGINS_PER_MINUTE, now),
    slowLane: createSlowLane(),
    queueOf: queue.queueOf,
    history: queue.history,
    jobs: CATALOG,
    log,
  });
}
