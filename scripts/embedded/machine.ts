import { spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What this machine offers; given in, so that a test can be any machine. */
export type Machine = {
  find(command: string): string | undefined;
  succeeds(command: string, ...args: string[]): boolean;
  /** What stands in a folder, as paths; nothing where there is no such folder. */
  list(folder: string): string[];
  isExecutable(path: string): boolean;
  platform: NodeJS.Platform;
  isRoot: boolean;
};

/** An installer that waits for a network which never comes must not be waited for without end. */
const COMMAND_MS = 240_000;

export function thisMachine(): Machine {
  return {
    find: (command) =>
      (process.env['PATH'] ?? '')
        .split(delimiter)
        .map((folder) => join(folder, command))
        .find(isExecutable),
    succeeds: (command, ...args) =>
      spawnSync(command, args, {
        stdio: 'ignore',
        timeout: COMMAND_MS,
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      }).status === 0,
    list: (folder) => {
      try {
        return readdirSync(folder).map((name) => join(folder, name));
      } catch {
        return [];
      }
    },
    isExecutable,
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
  };
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
