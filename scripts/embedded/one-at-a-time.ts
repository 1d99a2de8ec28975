import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Claim, claim, isAlive } from './claim.ts';

/** Services outlive a killed supervisor by a moment; see die-with-parent.ts. */
const LEAVING_MS = 8_000;
/** Of two who come at the same moment both step back; who comes again first has it. */
const TRIES = 4;
const STEP_BACK_MS = 150;

/** Where in a data folder stands who runs on it. */
export const CLAIMS = 'claims';

/**
 * Makes sure that nobody else runs on this data folder, and says so to the next one; throws with
 * the way out when somebody does. Returns how to let go.
 */
export async function claimDataFolder(dataDir: string): Promise<() => void> {
  // What people said and wrote lies there: for nobody else on this machine.
  mkdirSync(dataDir, { recursive: true });
  chmodSync(dataDir, 0o700);
  const { holders, letGo } = await claimUnlessHeld(join(dataDir, CLAIMS));
  if (holders.length > 0) throw new Error(alreadyRuns(dataDir, holders));
  const left = await waitUntilGone(pidsIn(join(dataDir, 'dev.json')));
  if (left.length > 0) {
    letGo();
    throw new Error(alreadyRuns(dataDir, left));
  }
  return letGo;
}

async function claimUnlessHeld(folder: string): Promise<Claim> {
  for (let tries = 1; ; tries += 1) {
    const claimed = claim(folder, 'start', isOurs);
    if (claimed.holders.length === 0) return claimed;
    claimed.letGo();
    if (tries === TRIES) return claimed;
    await pause(STEP_BACK_MS * tries * Math.random());
  }
}

function alreadyRuns(dataDir: string, pids: readonly number[]): string {
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
  if (!isAlive(pid)) return false;
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return /main\.ts|up\.ts|redis-server|valkey-server/.test(command);
  } catch {
    return true;
  }
}
