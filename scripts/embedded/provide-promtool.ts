import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isExecutable, type Machine, thisMachine } from './machine.ts';

type Options = {
  /** Where a promtool that was fetched is kept; nothing is put anywhere else. */
  cacheDir: string;
  machine?: Machine;
};

/** Only the one program out of the package: installing it would start a server for good. */
const FETCH = [
  'cd "$1"',
  'apt-get download prometheus',
  'dpkg-deb --fsys-tarfile prometheus_*.deb | tar -xf - ./usr/bin/promtool',
].join(' && ');

/**
 * What checks and tries the alarm rules: the first of one on the PATH, one fetched earlier, the one
 * of Debian's or Homebrew's package. Throws with the ways to get one: the tests do not run without it.
 */
export function providePromtool({ cacheDir, machine = thisMachine() }: Options): string {
  const kept = join(cacheDir, 'promtool');
  const found = machine.find('promtool') ?? (isExecutable(kept) ? kept : undefined);
  if (found) return found;
  if (machine.platform === 'linux' && machine.find('apt-get') && machine.find('dpkg-deb')) {
    if (fetched(machine, cacheDir, kept)) return kept;
    // A fresh image knows no packages before its first update.
    const knows = machine.isRoot && machine.succeeds('apt-get', 'update');
    if (knows && fetched(machine, cacheDir, kept)) return kept;
  }
  if (machine.platform === 'darwin' && machine.find('brew')) {
    machine.succeeds('brew', 'install', 'prometheus');
    const installed = machine.find('promtool');
    if (installed) return installed;
  }
  throw new Error(
    [
      'The tests of the alarm rules need promtool, and this machine offers none. Any one of these helps:',
      '  1. Debian or Ubuntu:  apt-get update, then the tests fetch it by themselves',
      '  2. macOS:  brew install prometheus',
      '  3. anywhere: put the promtool of https://prometheus.io/download on the PATH',
    ].join('\n'),
  );
}

function fetched(machine: Machine, cacheDir: string, kept: string): boolean {
  mkdirSync(cacheDir, { recursive: true });
  const draft = mkdtempSync(join(cacheDir, 'promtool-'));
  try {
    if (!machine.succeeds('sh', '-c', FETCH, 'sh', draft)) return false;
    // In one step: another run of the tests may be doing the same.
    renameSync(join(draft, 'usr/bin/promtool'), kept);
    return isExecutable(kept);
  } catch {
    return false;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
