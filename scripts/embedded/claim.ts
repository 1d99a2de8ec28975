import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whether a process that claimed something is still there to use it. */
type IsThere = (pid: number) => boolean;

export type Claim = { holders: readonly number[]; letGo: () => void };

/**
 * Claims something for this process and returns the other claimants. Each process writes its own note
 * first and reads those of the others afterwards: of any number that do so at once at most one finds no
 * other note, and only that one may go on; the others release their claim. The note of a process that
 * has ended is ignored, so that nothing has to be taken over.
 */
export function claim(folder: string, thing: string, isThere: IsThere = isAlive): Claim {
  mkdirSync(folder, { recursive: true });
  const own = `${thing}.${process.pid}.${randomBytes(6).toString('hex')}`;
  writeFileSync(join(folder, own), '', { flag: 'wx', mode: 0o600 });
  const letGo = () => rmSync(join(folder, own), { force: true });
  const holders: number[] = [];
  for (const note of readdirSync(folder).filter((one) => one !== own)) {
    const [claimed, pid] = note.split('.');
    if (!isThere(Number(pid))) rmSync(join(folder, note), { force: true });
    else if (claimed === thing) holders.push(Number(pid));
  }
  return { holders, letGo };
}

export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid < 1) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
