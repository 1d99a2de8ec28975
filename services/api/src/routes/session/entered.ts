import type { UserRow } from '@ringback/shared/db/access/users.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Response } from 'express';
import { z } from 'zod';
import { ok, one } from '../../http/route.ts';
import { Me, meOf } from '../users/user.ts';

/** The answer to every way of signing in. */
export const Entered = one(z.object({ user: Me, csrf_token: z.string() }));

type Opened = { cookie: string; csrfToken: string } | null;

/** Answers with a session that was opened. */
export function enter(res: Response, user: UserRow, opened: Opened) {
  if (!opened) throw new AppError('forbidden', 'This account is disabled.');
  res.setHeader('set-cookie', opened.cookie);
  res.setHeader('cache-control', 'no-store');
  return ok({ user: meOf(user), csrf_token: opened.csrfToken });
}

/** What there is only where people can sign in. */
export function needed<T>(there: T | null): T {
  if (there !== null) return there;
  throw new AppError('not_found', 'Nobody can sign in here: SESSION_SECRET is not set.');
}
