import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Services outlive a killed supervisor by a moment; see die-with-parent.ts. */
const LEAVING_MS = 8_000;

/**
 * Makes sure that nobody else runs on this data folder, and says so to the next one; throws with
 * the way out when somebody does. Returns how to let go.
 */
export async function claimDataFolder(dataDir: string): Promise<() => void> {
  // What people said and wrote lies there: for nobody else on this machine.
  mkdirSync(dataDir, { recursive: true });
  chmodSync(dataDir, 0o700);
  const lock = join(dataDir, 'up.lock');
  const [owner] = pidsIn(lock);
  if (owner !== undefined && isOurs(owner)) {
    throw new Error(alreadyRuns(dataDir, [owner]));
  }
  const left = await waitUntilGone(pidsIn(join(dataDir, 'dev.json')));
  if (left.length > 0) throw new Error(alreadyRuns(dataDir, left));

  writeFileSync(lock, JSON.stringify({ pids: { supervisor: process.pid } }));
  return () => rmSync(lock, { force: true });
}

function alreadyRuns(dataDir: string, pids: number[]): string {
  return [
    `Ringback already runs on ${dataDir} (process ${pids.join(', ')}).`,
    `Stop it there with Ctrl-C, or from here:  kill ${pids.join(' ')}`,
  ].join('\n');
}

async function waitUntilGone(pids: number[]): Promise<number[]> {
  const endsAt = performance.now() + LEAVING_MS;
  for (;;) {
    const left = pids.filter(isOurs);
    if (left.length === 0 || performance.now() > endsAt) return left;
    await pause(200);
  }
}

function pidsIn(file: string): number[] {
  try {
    const { pids } = JSON.parse(readFileSync(file, 'utf8'));
    return Object.values(pids).filter((pid) => typeof pid === 'number');
  } catch {
    return [];
  }
}

/** Alive, and as far as the system tells not a stranger who got the same number after a reboot. */
function isOurs(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return /main\.ts|up\.ts|redis-server|valkey-server/.test(command);
  } catch {
    return true;
  }
}
