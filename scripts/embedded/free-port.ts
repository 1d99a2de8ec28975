import { randomInt } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort, { clearLockedPorts } from 'get-port';
import { claim } from './claim.ts';

/** Ports given out by this process: two calls in a row must not get the same one. */
const given = new Set<number>();

/** Where all programs of ours on this machine say which ports they are about to use. */
const CLAIMS = join(tmpdir(), 'ringback-ports');

/**
 * Below what systems give to outgoing connections (from 32768 on Linux, 49152 elsewhere): one of those
 * would take the port of a program that does not listen yet.
 */
const FIRST = 20_000;
const EPHEMERAL = 32_768;
/** So many are tried before the system's own choice. */
const TRIED = 20;

const anyPorts = () => Array.from({ length: TRIED }, () => randomInt(FIRST, EPHEMERAL));

/**
 * The preferred TCP port if it is free, else any free one. It is reserved until this process ends, also
 * before a program listens on it: another start at the same moment gets another one.
 */
export async function freePort(preferred = 0, claims = CLAIMS): Promise<number> {
  for (let wished = preferred > 0 ? [preferred] : []; ; wished = []) {
    const port = await getPort({ port: [...wished, ...anyPorts()] });
    // The library keeps a port locked for half a minute, in this process only. Our claims do both better.
    clearLockedPorts();
    if (take(port, claims)) return port;
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
