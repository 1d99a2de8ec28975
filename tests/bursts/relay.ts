import { connect, createServer, type Socket } from 'node:net';

/**
 * When a webhook's bytes were handed to an api, and to which one: not before `atMs` and not after
 * `doneMs`. The relay is as busy as all the others and may have to wait between the two.
 */
export type Passed = { sid: string; atMs: number; doneMs: number; api: number };

const SID = /MessageSid=(SM[0-9a-f]{32})/g;

/**
 * Stands before one api or several, as a balancer does, and notes what arrived when: the moment at
 * which the bytes of a webhook were written to the api's socket. Connections take turns. It may tell
 * that moment in X-Request-Start, as balancers can.
 */
export async function startRelay(ports: readonly number[], tellsRequestStart = false) {
  const passed = new Map<string, Passed>();
  const sockets = new Set<Socket>();
  let turn = 0;

  const server = createServer({ noDelay: true }, (client) => {
    const api = turn++ % ports.length;
    const upstream = connect({ port: ports[api] ?? 0, host: '127.0.0.1', noDelay: true });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    // A client does not wait for a side that has closed.
    upstream.on('close', () => client.destroySoon());
    client.on('close', () => upstream.destroySoon());
    client.pause();
    upstream.once('connect', () => client.resume());
    client.on('data', (bytes) => {
      const sids = [...bytes.toString('latin1').matchAll(SID)].map(([, sid = '']) => sid);
      const atMs = performance.now();
      upstream.write(tellsRequestStart ? withRequestStart(bytes, atMs) : bytes);
      const doneMs = performance.now();
      for (const sid of sids) if (!passed.has(sid)) passed.set(sid, { sid, atMs, doneMs, api });
    });
    upstream.on('data', (bytes) => client.write(bytes));
    client.on('end', () => upstream.end());
    upstream.on('end', () => client.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;

  return {
    url: `http://127.0.0.1:${port}`,
    passed,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** A request begins where these bytes do: its client writes the next one when it has the answer. */
function withRequestStart(bytes: Buffer, atMs: number): Buffer {
  const end = bytes.indexOf('\r\n');
  if (!bytes.toString('latin1', 0, 5).startsWith('POST ') || end < 0) return bytes;
  const seconds = (performance.timeOrigin + atMs) / 1_000;
  const header = `\r\nX-Request-Start: t=${seconds.toFixed(6)}`;
  return Buffer.concat([bytes.subarray(0, end), Buffer.from(header), bytes.subarray(end)]);
}
