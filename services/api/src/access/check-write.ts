import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Request } from 'express';
import { same } from './same.ts';

type Expected = { csrfToken: string; publicUrl: string };

const READS = new Set(['GET', 'HEAD']);

/**
 * A cookie is sent along by whoever made the browser ask. What writes by it therefore needs a page of
 * ours behind it: the token that only such a page could read, and no word of the browser against it.
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
