import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';

/** Serves the app on a port, 0 for a free one. `stop` lets running requests end. */
export async function serve(app: Express, wanted: number) {
  const server = await listen(app, wanted);
  return { port: (server.address() as AddressInfo).port, stop: () => close(server) };
}

async function listen(app: Express, port: number): Promise<Server> {
  const server = createServer(
    {
      // Who sends a request drop by drop is cut off; answers may take longer than that.
      headersTimeout: 10_000,
      requestTimeout: 20_000,
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: 2_000,
      maxHeaderSize: 16_384,
    },
    app,
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, resolve);
  });
  return server;
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
