import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { besideProgram } from '@ringback/shared/runtime/beside-program.ts';
import type { RequestHandler, Response } from 'express';
import sirv from 'sirv';

/** Where `npm run build` puts the dashboard: beside the bundled program, or into the root's dist. */
const BUILT =
  besideProgram(import.meta.url, 'dashboard') ??
  fileURLToPath(new URL('../../../../dist/dashboard', import.meta.url));

/** Paths under which a page never stands: an unknown one there is an unknown route. */
const NO_PAGE =
  /^\/(api|webhooks|ops|docs|session|pictures|transcripts|openapi\.json|metrics|livez|readyz)(\/|$)/;
const HASHED = /^\/assets\//;
/** Files of the dashboard that have an ending: scripts, styles, pictures. */
const FILE = /\.[a-z0-9]+$/;

/**
 * The built dashboard. Each page's address gives the one page there is, which shows what the address
 * says. Files are compressed when they are built; those with a hash in their name never change.
 */
export function serveDashboard(folder: string = BUILT): RequestHandler {
  if (!existsSync(folder)) return notBuilt;
  const files = sirv(folder, {
    brotli: true,
    gzip: true,
    single: true,
    setHeaders: setCaching,
  });
  return function serveDashboard(req, res, next) {
    const isRead = req.method === 'GET' || req.method === 'HEAD';
    if (!isRead || NO_PAGE.test(req.path) || req.path.includes('/.')) return next();
    // A browser that goes to a page names HTML; a program that takes anything gets the api's answer.
    const asksForPage = req.headers.accept?.includes('text/html') === true;
    if (!asksForPage && !FILE.test(req.path)) return next();
    return files(req, res, next);
  };
}

function setCaching(res: Response | import('node:http').ServerResponse, path: string): void {
  const isHashed = HASHED.test(path);
  res.setHeader('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
}

const notBuilt: RequestHandler = (req, res, next) => {
  if (req.method !== 'GET' || req.path !== '/') return next();
  res.status(503).type('text').send('The dashboard is not built yet: npm run build\n');
};
