import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import { ZodError } from 'zod';
import { type Clock, realClock } from './clock.ts';
import type { Config } from './config.ts';
import { controlRoutes } from './control.ts';
import { createWorld } from './create-world.ts';
import { type FaultsUpdate, updateFaults } from './faults.ts';
import { type Ledger, ledgerOf } from './ledger.ts';
import { type Log, SILENT } from './log.ts';
import { serveRealtime } from './openai/realtime-server.ts';
import { responseRoutes } from './openai/responses.ts';
import { retellRoutes } from './retell/retell-routes.ts';
import { receiveText, type Written } from './twilio/messages/receive-text.ts';
import { mediaStore } from './twilio/messages/rest-media.ts';
import { poolRoutes } from './twilio/messages/rest-pools.ts';
import { callRoutes } from './twilio/rest-calls.ts';

export type Simulator = {
  url: string;
  port: number;
  ledger(): Ledger;
  /** Changes only the faults that are named. */
  faults(update: FaultsUpdate): void;
  /** A lead texts the business. Returns the message's sid. */
  text(written: Written): string;
  /** Texts to our numbers whose webhook was lost, in their order. */
  unreported(): { sid: string; at: Date }[];
  /** Resolves when no webhook about texts is under way: a virtual clock may move on. */
  quiet(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * The whole simulator, wired, on one port of this machine; port 0 takes a free one. Everything about
 * texts follows the given clock; calls always run in real time.
 */
export async function startSimulator(
  config: Config,
  log: Log = SILENT,
  { clock = realClock }: { clock?: Clock } = {},
): Promise<Simulator> {
  let url = '';
  const world = createWorld(config, log, clock, () => url);

  const app = express();
  app.disable('x-powered-by');
  app.use(controlRoutes(world));
  app.use('/2010-04-01', callRoutes(world));
  app.use(mediaStore(world));
  app.use('/v1/Services', poolRoutes(world));
  app.use('/v1', responseRoutes(world));
  app.use(retellRoutes(world));
  app.use(answerErrors(log));

  const server = createServer(app);
  // A pooled connection must not be closed under a request that is just being sent.
  server.keepAliveTimeout = 65_000;
  const realtime = serveRealtime(world, server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  url = `http://127.0.0.1:${port}`;
  log.info({ url }, 'the simulator is up');

  return {
    url,
    port,
    ledger: () => ledgerOf(world),
    faults: (update) => updateFaults(world.faults, update),
    text: (written) => receiveText(world, written).sid,
    unreported: () =>
      world.texts.unreported.map(({ sid, createdAt }) => ({ sid, at: new Date(createdAt) })),
    quiet: () => world.texts.quiet(),
    async stop() {
      world.stop();
      realtime.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answerErrors(log: Log): ErrorRequestHandler {
  return (thrown: unknown, req, res, _next) => {
    if (thrown instanceof ZodError) {
      res.status(400).json({ error: 'the body does not fit', issues: thrown.issues });
      return;
    }
    if (thrown instanceof SyntaxError) {
      const error = {
        message: 'The body is not valid JSON.',
        type: 'invalid_request_error',
        param: null,
        code: null,
      };
      res.status(400).json({ error });
      return;
    }
    log.error({ path: req.path, err: String(thrown) }, 'a request failed');
    res.status(500).json({ error: 'internal' });
  };
}
