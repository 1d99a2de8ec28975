import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { RequestHandler } from 'express';
import { byAddress } from '../limits/limit.ts';

/** For all bodies together that are being read before their sender is known. */
const MOST_BYTES = 64 * 1024 * 1024;
/** One address gets a quarter of it at most, so that others can still send. */
const SHARE = 4;

export type BodyRoom = ReturnType<typeof createBodyRoom>;

/** Bounds how much memory the half-sent bodies of unknown senders take. */
export function createBodyRoom(most = MOST_BYTES) {
  const taken = new Map<string, number>();
  let all = 0;

  return (limit: number): RequestHandler =>
    (req, _res, next) => {
      const said = Number(req.headers['content-length'] ?? limit);
      const bytes = Math.min(Number.isFinite(said) ? said : limit, limit);
      const address = byAddress(req);
      const theirs = taken.get(address) ?? 0;
      if (all + bytes > most || theirs + bytes > most / SHARE) {
        throw new AppError(
          'too_many_requests',
          'Too many request bodies are being read. Try again.',
        );
      }
      all += bytes;
      taken.set(address, theirs + bytes);
      let isHere = true;
      const leave = () => {
        if (!isHere) return;
        isHere = false;
        all -= bytes;
        const left = (taken.get(address) ?? 0) - bytes;
        if (left > 0) taken.set(address, left);
        else taken.delete(address);
      };
      req.once('end', leave);
      req.once('close', leave);
      next();
    };
}
