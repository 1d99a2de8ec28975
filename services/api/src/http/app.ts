import type { Logger } from '@ringback/shared/runtime/logger.ts';
import express, { type Express, type RequestHandler, type Router } from 'express';
import helmet from 'helmet';
import { handleErrors, noSuchRoute } from './handle-errors.ts';
import { logRequests } from './log-requests.ts';
import { pathOnly } from './path-only.ts';
import { trustProxy } from './trust-proxy.ts';

type Parts = {
  health: Router;
  docs: Router;
  webhooks: Router[];
  /** Null: people cannot sign in, so this part does not exist. */
  ops: Router | null;
  api: Router[];
  /** The dashboard; whatever no route has taken. */
  pages: RequestHandler;
  measure: RequestHandler;
  trustProxyHops: number;
  /** Reached over https: the answers send browsers there only. */
  secure: boolean;
  log: Logger;
};

/** Builds the Express app from its parts. */
export function createApp(parts: Parts): Express {
  const { health, docs, webhooks, ops, api, pages, measure, trustProxyHops, secure, log } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', trustProxy(trustProxyHops));
  app.set('query parser', 'simple');

  app.use(logRequests(log));
  app.use(measure);
  app.use(pathOnly);
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          scriptSrc: ["'self'"],
          // The queue board and the documentation page set styles on their elements.
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", 'data:', 'blob:'],
          mediaSrc: ["'self'", 'blob:'],
          fontSrc: ["'self'", 'data:'],
          objectSrc: ["'none'"],
          baseUri: ["'self'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
          ...(secure ? { upgradeInsecureRequests: [] } : {}),
        },
      },
      strictTransportSecurity: secure,
    }),
  );
  app.use(health, docs, webhooks);
  if (ops) app.use(ops);
  app.use(...api);
  app.use(pages);
  app.use(noSuchRoute);
  app.use(handleErrors(log));
  return app;
}
