import { chmodSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claim } from './claim.ts';

/** Ports given out by this process: two calls in a row must not get the same one. */
const given = new Set<number>();

/** Where all programs of ours on this machine say which ports they are about to use. */
const CLAIMS = join(tmpdir(), 'ringback-ports');

/**
 * The preferred TCP port when nobody listens on it, else any free one. It is ours until this process
 * ends, also before anybody listens on it: another start at the same moment gets another one.
 */
export async function freePort(preferred = 0, claims = CLAIMS): Promise<number> {
  if (preferred > 0 && (await isFree(preferred)) && take(preferred, claims)) return preferred;
  for (;;) {
    const port = await listenBriefly(0, '127.0.0.1');
    if (port !== null && take(port, claims)) return port;
  }
}

function take(port: number, claims: string): boolean {
  if (given.has(port)) return false;
  const { holders, letGo } = claim(openFolder(claims), String(port));
  if (holders.length > 0) {
    letGo();
    return false;
  }
  given.add(port);
  return true;
}

/** For everybody on the machine, as the folder of temporary files is. */
function openFolder(folder: string): string {
  if (mkdirSync(folder, { recursive: true }) !== undefined) chmodSync(folder, 0o1777);
  return folder;
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
