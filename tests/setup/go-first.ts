import { setPriority } from 'node:os';

/**
 * Lets a process go before whatever else this machine does, where that is allowed: how long its loop
 * is away is then its own doing.
 */
export function goFirst(pid: number): void {
  try {
    setPriority(pid, -20);
  } catch {
    process.stderr.write('A priority is not ours to set here: other programs count, too.\n');
  }
}
