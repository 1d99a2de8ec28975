import { createHash } from 'node:crypto';
import type { connectBriskly } from '@ringback/shared/queue/connect.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { RedisStore } from 'rate-limit-redis';

type Redis = ReturnType<typeof connectBriskly>;
/** Where all of them count. */
export type Limits = { redis: Redis; prefix: string; log: Logger };

type Limit = { name: string; perMinute: number; keyOf: (req: Request) => string };

/** Counts in Redis, over all instances. Without Redis nobody is refused. */
export function createLimit({ redis, prefix, log }: Limits, { name, perMinute, keyOf }: Limit) {
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    passOnStoreError: true,
    validate: false,
    keyGenerator: keyOf,
    logger: {
      warn: (warning: unknown) => log.debug({ warning: String(warning) }, 'rate limit warning'),
      error: (err: unknown) => log.debug({ err }, 'rate limit not counted'),
    },
    store: new RedisStore({
      prefix: `${prefix}:limit:${name}:`,
      sendCommand: (...command: string[]) => send(redis, command),
    }),
    handler: (_req, _res, next) => {
      next(
        new AppError('too_many_requests', 'Too many requests. Wait for the time in Retry-After.'),
      );
    },
  });
}

/** The same as a question, for places that are no middleware. */
export function asGuard(limit: RequestHandler): (req: Request) => Promise<void> {
  return async function guard(req) {
    const { res } = req;
    if (!res) return;
    await new Promise<void>((resolve, reject) => {
      void limit(req, res, (thrown?: unknown) => (thrown ? reject(thrown) : resolve()));
    });
  };
}

/** IPv6 callers own a whole network each: they count as one. */
export const byAddress = (req: Request): string => ipKeyGenerator(req.ip ?? '');

export const byCaller = (req: Request): string =>
  (req.res?.locals['caller'] as { id?: string } | undefined)?.id ?? byAddress(req);

type Reply = boolean | number | string | (boolean | number | string)[];

/** A script that could not be loaded is named all the same: once Redis is back, it is loaded then. */
async function send(redis: Redis, [name = '', ...args]: string[]): Promise<Reply> {
  try {
    return (await redis.call(name, ...args)) as Reply;
  } catch (thrown) {
    if (name === 'SCRIPT' && args[0] === 'LOAD') {
      return createHash('sha1')
        .update(args[1] ?? '')
        .digest('hex');
    }
    throw thrown;
  }
}
