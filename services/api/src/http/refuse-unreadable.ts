import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Problem } from './problem.ts';
import { SERVER_LIMITS } from './server-limits.ts';

type Refusal = { status: number; title: string; detail: string };

const MALFORMED = 'The request cannot be read';

/** By the code of whoever reads requests off the wire. */
const REFUSALS: Record<string, Refusal> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    title: 'The head is too long',
    detail: `The first line and the headers take more than ${SERVER_LIMITS.maxHeaderSize} bytes.`,
  },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: {
    status: 413,
    title: MALFORMED,
    detail: 'The chunks of the body are described at too great a length.',
  },
  HPE_INVALID_METHOD: { status: 400, title: MALFORMED, detail: 'There is no such method.' },
  HPE_INVALID_URL: {
    status: 400,
    title: MALFORMED,
    detail: 'The target must be a path such as /api/leads, with nothing unescaped in it.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    title: 'The request took too long',
    detail: 'The request did not come to its end in time.',
  },
};
const LATE: Refusal = {
  status: 408,
  title: 'The request took too long',
  detail: 'The body did not come to its end in time: send it in one piece.',
};
const NOT_HTTP: Refusal = {
  status: 400,
  title: MALFORMED,
  detail: 'This is no well-formed HTTP request.',
};
const NO_PROXY: Refusal = {
  status: 405,
  title: 'This is no proxy',
  detail: 'CONNECT is not spoken here: ask for a path of this server.',
};
const NO_HOST: Refusal = {
  status: 400,
  title: MALFORMED,
  detail: 'A request of HTTP/1.1 has one Host header, no more and no less.',
};

/** Says what is wrong with what is no request, where Node would answer without a word or hang up. */
export function refuseUnreadable(server: Server): void {
  const answering = new WeakSet<Duplex>();
  server.prependListener('request', ({ socket }: IncomingMessage, res: ServerResponse) => {
    answering.add(socket);
    res.once('close', () => answering.delete(socket));
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    // In the middle of an answer it would be read as a part of it.
    if (!socket.writable || answering.has(socket)) return void socket.destroy();
    socket.end(written(REFUSALS[error.code ?? ''] ?? NOT_HTTP));
  });
  server.on('connect', (_req, socket: Duplex) => socket.end(written(NO_PROXY)));
}

/** Whether it does not say which host it is for; it has been answered then. */
export function refusesHost(req: IncomingMessage, res: ServerResponse): boolean {
  const hosts = req.headersDistinct['host']?.length ?? 0;
  if (hosts === 1 || (hosts === 0 && req.httpVersion === '1.0')) return false;
  const { headers, body } = answerOf(NO_HOST);
  res.writeHead(NO_HOST.status, { ...headers, connection: 'close' }).end(body);
  return true;
}

/** Ends a request whose body does not come; in the middle of an answer without a word. */
export function refuseLate(req: IncomingMessage, res: ServerResponse): void {
  if (res.headersSent) return void req.destroy();
  const { headers, body } = answerOf(LATE);
  res.writeHead(LATE.status, { ...headers, connection: 'close' }).end(body, () => req.destroy());
}

function answerOf({ status, title, detail }: Refusal) {
  const problem: Problem = {
    success: false,
    type: 'urn:ringback:problem:invalid-input',
    title,
    status,
    detail,
    instance: `urn:ringback:request:${randomUUID()}`,
    faults: [],
  };
  const body = JSON.stringify(problem);
  const headers = {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  };
  return { headers, body };
}

function written(refusal: Refusal): string {
  const { headers, body } = answerOf(refusal);
  const lines = Object.entries({ ...headers, connection: 'close' }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return [`HTTP/1.1 ${refusal.status} Refused`, ...lines, '', body].join('\r\n');
}
