import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import { isNearby } from './is-nearby.ts';
import { within } from './within.ts';

/** Where a server listens; without a host, at every address of the machine. */
export type ListenAt = { port: number; host: string | undefined };

/** Named checks that must pass for the service to work; each resolves, or throws with a reason. */
export type Checks = Record<string, () => Promise<void>>;

const CHECK_MS = 2_000;

/** `/livez` (no dependencies), `/readyz` (every check, within 2 s) and `/metrics` of a worker. */
export async function serveHealth(at: ListenAt, registry: Registry, checks: Checks) {
  const server = createServer(async (req, res) => {
    if (req.url === '/livez') return res.writeHead(200).end('alive\n');
    if (req.url === '/metrics') {
      return res
        .writeHead(200, { 'content-type': registry.contentType })
        .end(await registry.metrics());
    }
    if (req.url === '/readyz') {
      const report = await runChecks(checks);
      // A client on another machine gets yes or no.
      const body = JSON.stringify(isNearby(req) ? report : { ready: report.ready });
      return res
        .writeHead(report.ready ? 200 : 503, { 'content-type': 'application/json' })
        .end(`${body}\n`);
    }
    return res.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export async function runChecks(checks: Checks) {
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => {
      const failure = await within(check(), CHECK_MS).then(
        () => null,
        (thrown: unknown) => (thrown instanceof Error ? thrown.message : 'failed'),
      );
      return [name, failure ?? 'ok'] as const;
    }),
  );
  return {
    ready: results.every(([, result]) => result === 'ok'),
    checks: Object.fromEntries(results),
  };
}
