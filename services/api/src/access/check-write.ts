import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Request } from 'express';
import { same } from './same.ts';

type Expected = { csrfToken: string; publicUrl: string };

const READS = new Set(['GET', 'HEAD']);

/**
 * A browser sends the cookie with every request, also with those that a page of another site makes. A
 * request that writes therefore needs the token, which only a page of ours could read, and the browser
 * must not say that another site asks.
 */
export function checkWrite(req: Request, { csrfToken, publicUrl }: Expected): void {
  if (READS.has(req.method)) return;
  refuseForeign(req, publicUrl);
  if (!same(req.get('x-csrf-token') ?? '', csrfToken)) {
    throw new AppError(
      'forbidden',
      'What writes with a session needs its token in the header X-CSRF-Token: see GET /api/me.',
    );
  }
}

/** Throws where the browser says that a page of somebody else asks. */
export function refuseForeign(req: Request, publicUrl: string): void {
  if (originOf(req, publicUrl) === 'foreign') {
    throw new AppError('forbidden', 'This request comes from a page of another site.');
  }
}

/** What the browser says of the page that asks; other programs, and old browsers, say nothing. */
export function originOf(req: Request, publicUrl: string): 'ours' | 'foreign' | 'unsaid' {
  const site = req.get('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'foreign';
  const origin = req.get('origin');
  if (origin === undefined) return site === undefined ? 'unsaid' : 'ours';
  const hosts = [req.host, new URL(publicUrl).host];
  return URL.canParse(origin) && hosts.includes(new URL(origin).host) ? 'ours' : 'foreign';
}
