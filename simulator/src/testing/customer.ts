import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

/** One request that reached the customer's application. */
export type Seen = {
  path: string;
  query: URLSearchParams;
  method: string;
  url: string;
  params: Record<string, string>;
  signature: string;
  token: string;
};

export type Answer = { status?: number; type?: string; body?: string };

export type Customer = {
  url: string;
  wsUrl: string;
  seen: Seen[];
  /** Resolves with the first matching request, past or future. */
  next(fits: (seen: Seen) => boolean): Promise<Seen>;
  stop(): Promise<void>;
};

type Deps = {
  answer: (seen: Seen) => Answer;
  onSocket?: (socket: WebSocket, request: IncomingMessage) => void;
};

/** A customer's application for tests: it answers webhooks, accepts media sockets, records everything. */
export async function startCustomer({ answer, onSocket }: Deps): Promise<Customer> {
  const seen: Seen[] = [];
  const waiting: { fits: (seen: Seen) => boolean; resolve: (seen: Seen) => void }[] = [];
  let base = '';

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', base);
      const form = new URLSearchParams(Buffer.concat(chunks).toString());
      const one: Seen = {
        path: url.pathname,
        query: url.searchParams,
        method: request.method ?? '',
        url: `${base}${request.url}`,
        params: Object.fromEntries(form),
        signature: String(request.headers['x-twilio-signature']),
        token: String(request.headers['i-twilio-idempotency-token']),
      };
      seen.push(one);
      const { status = 200, type = 'text/xml', body = '' } = answer(one);
      response.writeHead(status, { 'Content-Type': type }).end(body);
      for (const waiter of waiting.filter(({ fits }) => fits(one))) waiter.resolve(one);
    });
  });
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  sockets.on('connection', (socket, request) => onSocket?.(socket, request));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url: base,
    wsUrl: base.replace('http', 'ws'),
    seen,
    next(fits) {
      const found = seen.find(fits);
      if (found !== undefined) return Promise.resolve(found);
      return new Promise((resolve) => waiting.push({ fits, resolve }));
    },
    async stop() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
