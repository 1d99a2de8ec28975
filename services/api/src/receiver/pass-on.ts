import {
  type Agent,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type ServerResponse,
} from 'node:http';
import { ARRIVED_AT, PEER } from './told-by-receiver.ts';

/** Hop-by-hop headers (RFC 9110, 7.6.1); and those of the receiver, which a client must not set. */
const NOT_PASSED_ON = new Set([
  ...['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding'],
  ...['upgrade', 'expect', ARRIVED_AT, PEER],
]);

type Way = { socketPath: string; agent: Agent };

/** Passes a request on to the api unchanged, and streams the answer back. */
export function passOn(
  req: IncomingMessage,
  res: ServerResponse,
  arrivedAt: string,
  { socketPath, agent }: Way,
): void {
  // The client disconnected while earlier requests were passed on.
  if (res.destroyed) return;
  const onward = request({
    socketPath,
    agent,
    method: req.method,
    path: req.url,
    headers: {
      ...headersOf(req),
      // A body without a length keeps its chunks, or its bytes would be read as requests of their
      // own.
      ...(req.headers['transfer-encoding'] && { 'transfer-encoding': 'chunked' }),
      [ARRIVED_AT]: arrivedAt,
      [PEER]: req.socket.remoteAddress ?? '',
    },
  });
  let answered = false;

  onward.on('response', (answer) => {
    answered = true;
    const status = answer.statusCode ?? 502;
    // A request that is refused before its body has arrived is not read on: that would cost what
    // the refusal saves.
    const isCutOff = status >= 400 && !req.complete;
    if (isCutOff) req.unpipe(onward);
    res.writeHead(status, { ...headersOf(answer), ...(isCutOff && { connection: 'close' }) });
    res.flushHeaders();
    answer.pipe(res);
    answer.on('error', () => res.destroy());
    answer.on('aborted', () => res.destroy());
  });
  onward.on('error', () => {
    // The api closed the connection: it refused the body, and has answered before.
    if (!answered) res.destroy();
  });
  res.on('close', () => onward.destroy());
  req.on('error', () => onward.destroy());
  // The head goes out before the body, since the api may refuse a request by its head.
  if (!req.complete && hasBody(req) && req.readableLength === 0) onward.flushHeaders();
  req.pipe(onward);
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** Keeps repeated headers. */
function headersOf({ headersDistinct }: IncomingMessage): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = {};
  for (const [name, values] of Object.entries(headersDistinct)) {
    if (!NOT_PASSED_ON.has(name)) headers[name] = values?.length === 1 ? values[0] : values;
  }
  return headers;
}
