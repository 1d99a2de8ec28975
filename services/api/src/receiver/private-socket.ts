import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A path for a local socket that only this user can reach. */
export async function makePrivateSocket() {
  const folder = await mkdtemp(join(tmpdir(), 'ringback-api-'));
  return {
    path: process.platform === 'win32' ? `\\\\.\\pipe\\${folder}` : join(folder, 'api.sock'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
