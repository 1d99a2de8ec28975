import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import type { Arrivals } from './http/arrivals.ts';

/** Who sends a request drop by drop is cut off; answers may take longer than that. */
const BODY_MS = 20_000;
/** A file may take its time: it is read as fast as it can be stored. */
const UPLOAD_MS = 15 * 60_000;
const UPLOADS = ['/api/leads/import'];

/** Serves the app on a port, 0 for a free one. `stop` lets running requests end. */
export async function serve(app: Express, wanted: number, arrivals?: Pick<Arrivals, 'watch'>) {
  const server = await listen(app, wanted, arrivals);
  return { port: (server.address() as AddressInfo).port, stop: () => close(server) };
}

async function listen(
  app: Express,
  port: number,
  arrivals: Pick<Arrivals, 'watch'> | undefined,
): Promise<Server> {
  const server = createServer(
    {
      headersTimeout: 10_000,
      requestTimeout: UPLOAD_MS,
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: 2_000,
      maxHeaderSize: 16_384,
    },
    app,
  );
  server.on('request', cutOffWhenLate);
  arrivals?.watch(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, resolve);
  });
  return server;
}

function cutOffWhenLate(req: IncomingMessage, res: ServerResponse): void {
  let late: NodeJS.Timeout | undefined;
  const watch = () => {
    late = setTimeout(() => {
      if (!req.complete) req.destroy();
    }, BODY_MS);
    late.unref();
  };
  req.once('close', () => clearTimeout(late));
  // What comes after the answer is nobody's file any more.
  if (UPLOADS.includes(req.url?.split('?')[0] ?? '')) res.once('finish', watch);
  else watch();
}

/** Lets the running requests end, for up to ten seconds; connections that idle are not waited for. */
async function close(server: Server): Promise<void> {
  const hurry = setTimeout(() => server.closeAllConnections(), 10_000);
  const tidy = setInterval(() => server.closeIdleConnections(), 100);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  clearTimeout(hurry);
  clearInterval(tidy);
}
