import { createServer } from 'node:net';

/** Ports given out by this process: two calls in a row must not get the same one. */
const given = new Set<number>();

/** The preferred TCP port when nobody listens on it, else any free one. */
export async function freePort(preferred = 0): Promise<number> {
  if (preferred > 0 && !given.has(preferred) && (await isFree(preferred))) {
    given.add(preferred);
    return preferred;
  }
  for (;;) {
    const port = await listenBriefly(0, '127.0.0.1');
    if (port !== null && !given.has(port)) {
      given.add(port);
      return port;
    }
  }
}

/** Both addresses are asked: on some systems one may be taken while the other still opens. */
async function isFree(port: number): Promise<boolean> {
  return (
    (await listenBriefly(port, '127.0.0.1')) !== null &&
    (await listenBriefly(port, undefined)) !== null
  );
}

function listenBriefly(port: number, host: string | undefined): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const found = typeof address === 'object' && address ? address.port : null;
      server.close(() => resolve(found));
    });
  });
}
