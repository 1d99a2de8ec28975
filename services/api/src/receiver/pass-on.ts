import {
  type Agent,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type ServerResponse,
} from 'node:http';
import { ARRIVED_AT, PEER } from './told-by-receiver.ts';

/** Between two neighbours only (RFC 9110, 7.6.1); what the receiver says is never the client's. */
const NOT_PASSED_ON = new Set([
  ...['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding'],
  ...['upgrade', 'expect', ARRIVED_AT, PEER],
]);

type Way = { socketPath: string; agent: Agent };

/** Passes a request on to the api as it came, and the answer back as it comes. */
export function passOn(
  req: IncomingMessage,
  res: ServerResponse,
  arrivedAt: string,
  { socketPath, agent }: Way,
): void {
  // It went while others were passed on.
  if (res.destroyed) return;
  const onward = request({
    socketPath,
    agent,
    method: req.method,
    path: req.url,
    headers: {
      ...headersOf(req),
      // A body without a length keeps its frames, or its words would be read as requests of their own.
      ...(req.headers['transfer-encoding'] && { 'transfer-encoding': 'chunked' }),
      [ARRIVED_AT]: arrivedAt,
      [PEER]: req.socket.remoteAddress ?? '',
    },
  });
  let answered = false;

  onward.on('response', (answer) => {
    answered = true;
    const status = answer.statusCode ?? 502;
    // What is refused before it is here is not read on: that would cost what the refusal saves.
    const isCutOff = status >= 400 && !req.complete;
    if (isCutOff) req.unpipe(onward);
    res.writeHead(status, { ...headersOf(answer), ...(isCutOff && { connection: 'close' }) });
    res.flushHeaders();
    answer.pipe(res);
    answer.on('error', () => res.destroy());
    answer.on('aborted', () => res.destroy());
  });
  onward.on('error', () => {
    // It closed the connection: on a body that it did not want it has answered before.
    if (!answered) res.destroy();
  });
  res.on('close', () => onward.destroy());
  req.on('error', () => onward.destroy());
  // A body that is still to come holds back nothing: the api may refuse it by its head.
  if (!req.complete && hasBody(req) && req.readableLength === 0) onward.flushHeaders();
  req.pipe(onward);
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** With repeated ones as they were. */
function headersOf({ headersDistinct }: IncomingMessage): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = {};
  for (const [name, values] of Object.entries(headersDistinct)) {
    if (!NOT_PASSED_ON.has(name)) headers[name] = values?.length === 1 ? values[0] : values;
  }
  return headers;
}
