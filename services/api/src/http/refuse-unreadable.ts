import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Problem } from './problem.ts';
import { SERVER_LIMITS } from './server-limits.ts';

type Refusal = { status: number; title: string; detail: string };

const MALFORMED = 'The request cannot be read';

/** By the error code of Node's HTTP parser. */
const REFUSALS: Record<string, Refusal> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    title: 'The head is too long',
    detail: `The first line and the headers take more than ${SERVER_LIMITS.maxHeaderSize} bytes.`,
  },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: {
    status: 413,
    title: MALFORMED,
    detail: 'The chunk extensions of the body are too long.',
  },
  HPE_INVALID_METHOD: { status: 400, title: MALFORMED, detail: 'This method does not exist.' },
  HPE_INVALID_URL: {
    status: 400,
    title: MALFORMED,
    detail: 'The target must be a path such as /api/leads, with nothing unescaped in it.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    title: 'The request took too long',
    detail: 'The request was not complete in time.',
  },
};
const LATE: Refusal = {
  status: 408,
  title: 'The request took too long',
  detail: 'The body was not complete in time: send it in one piece.',
};
const NOT_HTTP: Refusal = {
  status: 400,
  title: MALFORMED,
  detail: 'This is not a well-formed HTTP request.',
};
const NO_PROXY: Refusal = {
  status: 405,
  title: 'This is not a proxy',
  detail: 'CONNECT is not supported: request a path of this server.',
};
const NO_HOST: Refusal = {
  status: 400,
  title: MALFORMED,
  detail: 'A request of HTTP/1.1 needs exactly one Host header.',
};

/**
 * Explains what is wrong with a malformed request, where Node would answer without a body or hang
 * up.
 */
export function refuseUnreadable(server: Server): void {
  const answering = new WeakSet<Duplex>();
  server.prependListener('request', ({ socket }: IncomingMessage, res: ServerResponse) => {
    answering.add(socket);
    res.once('close', () => answering.delete(socket));
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    // In the middle of an answer, the client would read it as a part of that answer.
    if (!socket.writable || answering.has(socket)) return void socket.destroy();
    socket.end(written(REFUSALS[error.code ?? ''] ?? NOT_HTTP));
  });
  server.on('connect', (_req, socket: Duplex) => socket.end(written(NO_PROXY)));
}

/** True if the request names no host; it has been answered then. */
export function refusesHost(req: IncomingMessage, res: ServerResponse): boolean {
  const hosts = req.headersDistinct['host']?.length ?? 0;
  if (hosts === 1 || (hosts === 0 && req.httpVersion === '1.0')) return false;
  const { headers, body } = answerOf(NO_HOST);
  res.writeHead(NO_HOST.status, { ...headers, connection: 'close' }).end(body);
  return true;
}

/** Ends a request whose body does not arrive; in the middle of an answer without an explanation. */
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
