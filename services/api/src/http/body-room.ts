import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { RequestHandler } from 'express';
import { byAddress } from '../limits/limit.ts';

/** Of all bodies together that are being read before anybody knows whose they are. */
const MOST_BYTES = 64 * 1024 * 1024;
/** One address takes a quarter of it at the most: the others are read all the same. */
const SHARE = 4;

export type BodyRoom = ReturnType<typeof createBodyRoom>;

/** Keeps what strangers may have lie half-sent in memory within bounds. */
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
        throw new AppError('too_many_requests', 'Too many bodies are on their way. Try again.');
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
