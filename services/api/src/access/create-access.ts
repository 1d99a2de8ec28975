import type { Config } from '../config.ts';
import type { Kernel } from '../kernel.ts';
import { byCaller, createLimit } from '../limits/limit.ts';
import { createAuthenticate } from './authenticate.ts';
import { orBySession } from './by-session.ts';

/** Who may come in and how often: programs with their keys, and people with their sessions. */
export function createAccess(kernel: Kernel, config: Config) {
  const { redis, keys, sessions, log, now } = kernel;
  const authenticate = createAuthenticate({ keys, now });
  const requests = { name: 'requests', perMinute: config.requestsPerMinute, keyOf: byCaller };

  return {
    authenticate,
    byKeyOrSession: orBySession(authenticate, { sessions, publicUrl: config.publicUrl }),
    limitRequests: createLimit({ redis, prefix: config.queuePrefix, log }, requests),
  };
}
