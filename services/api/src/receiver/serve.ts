import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ListenAt } from '@ringback/shared/runtime/serve-health.ts';
import type { Express } from 'express';
import type { Arrivals } from '../http/arrivals.ts';
import { closeServer } from '../http/close-server.ts';
import { createCutOff } from '../http/cut-off.ts';
import { createOneATurn } from '../http/one-a-turn.ts';
import { refusesHost, refuseUnreadable } from '../http/refuse-unreadable.ts';
import { SERVER_LIMITS } from '../http/server-limits.ts';
import { makePrivateSocket } from './private-socket.ts';
import { type ReceiverSettings, startReceiver } from './start-receiver.ts';
import { readReceiver } from './told-by-receiver.ts';

/** The time limit for a body; the answer may take longer. */
const BODY_MS = 20_000;

type Watch = Pick<Arrivals, 'watch'>;

/** Serves the app on a port, 0 for a free one. `stop` lets running requests end. */
export async function serve(app: Express, wanted: ListenAt, arrivals?: Watch) {
  const server = createAppServer(app, arrivals);
  await listen(server, wanted);
  return { port: (server.address() as AddressInfo).port, stop: () => closeServer(server) };
}

/** The same behind a process that receives the requests. */
export async function serveBehindReceiver(
  app: Express,
  { arrivals, ...settings }: Omit<ReceiverSettings, 'socketPath'> & { arrivals: Watch },
) {
  const server = createAppServer(app, arrivals);
  server.prependListener('request', readReceiver);
  const socket = await makePrivateSocket();
  await listen(server, { path: socket.path });
  const receiver = await startReceiver({ ...settings, socketPath: socket.path }).catch(
    async (error) => {
      await closeServer(server);
      await socket.remove();
      throw error;
    },
  );
  return {
    port: receiver.port,
    async stop() {
      await receiver.stop();
      await closeServer(server);
      await socket.remove();
    },
  };
}

function createAppServer(app: Express, arrivals: Watch | undefined): Server {
  const oneATurn = createOneATurn();
  const server = createServer(SERVER_LIMITS, (req, res) => {
    if (!refusesHost(req, res)) oneATurn(() => app(req, res));
  });
  refuseUnreadable(server);
  server.on('request', createCutOff(BODY_MS));
  arrivals?.watch(server);
  return server;
}

async function listen(server: Server, at: ListenAt | { path: string }): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at, resolve);
  });
}
