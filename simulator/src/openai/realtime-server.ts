import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { chance } from '../chance.ts';
import type { World } from '../world.ts';
import { RealtimeSession } from './realtime-session.ts';

const BETA_CLOSED = 'invalid_request_error.beta_api_shape_disabled';

/** Opens a voice model's session for each upgrade of `/v1/realtime` with the right key and a model. */
export function serveRealtime(world: World, server: Server): { stop(): void } {
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: 32 * 1024 * 1024,
  });

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname !== '/v1/realtime') return refuse(socket, 404, 'not_found', 'Unknown path.');
    if (!hasKey(request, world.config.openaiKey)) {
      return refuse(socket, 401, 'invalid_api_key', 'Incorrect API key provided.');
    }
    const model = url.searchParams.get('model');
    if (model === null || model === '')
      return refuse(socket, 400, 'missing_model', 'You must provide a model.');
    if (!/^gpt-realtime|^gpt-4o.*realtime/.test(model)) {
      return refuse(socket, 404, 'model_not_found', `The model ${model} does not exist.`);
    }
    const { refused, unavailable } = world.faults.realtime;
    const draw = chance(world.config.seed, 'upgrade', world.count('upgrades'));
    if (draw < refused)
      return refuse(socket, 401, 'invalid_api_key', 'Incorrect API key provided.');
    if (draw < unavailable) return refuse(socket, 503, 'overloaded', 'The engine is overloaded.');
    sockets.handleUpgrade(request, socket, head, (opened) => {
      if (request.headers['openai-beta'] === undefined) {
        new RealtimeSession(world, opened, model);
        return;
      }
      const message =
        'The beta interface has been removed. Use the GA interface, without the OpenAI-Beta header.';
      const error = {
        type: 'invalid_request_error',
        code: 'beta_api_shape_disabled',
        message,
        param: null,
      };
      opened.send(JSON.stringify({ type: 'error', event_id: 'event_beta', error }));
      opened.close(4000, BETA_CLOSED);
    });
  });

  return {
    stop() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

function hasKey(request: IncomingMessage, key: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  const expected = Buffer.from(`Bearer ${key}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function refuse(socket: Duplex, status: number, code: string, message: string): void {
  const body = JSON.stringify({
    error: { message, type: 'invalid_request_error', param: null, code },
  });
  socket.end(
    `HTTP/1.1 ${status} Refused\r\nContent-Type: application/json\r\nConnection: close\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
