import type { Log } from './log.ts';
import { type Machine, thisMachine } from './machine.ts';

export type RedisCommand = { kind: 'binary'; path: string } | { kind: 'docker' };

/** The first of: a server on the PATH, one installed without a question, a running Docker. */
export function provideRedis(log: Log, machine: Machine = thisMachine()): RedisCommand {
  const found = findServer(machine);
  if (found) return found;
  for (const [command, ...args] of installers(machine)) {
    if (!command || !machine.find(command)) continue;
    log.info({ with: command }, 'installing Redis');
    if (!machine.succeeds(command, ...args)) continue;
    const installed = findServer(machine);
    if (installed) return installed;
  }
  if (machine.find('docker') && machine.succeeds('docker', 'info')) return { kind: 'docker' };
  throw new Error(
    [
      'Ringback needs Redis, and this machine offers none. Any one of these helps:',
      '  1. install it:  apt-get install redis-server   or   brew install redis   (or Valkey)',
      '  2. start Docker: a private container is then used',
      '  3. point to one that runs:  REDIS_URL=redis://host:6379 npm start',
    ].join('\n'),
  );
}

function findServer(machine: Machine): RedisCommand | undefined {
  const path = machine.find('redis-server') ?? machine.find('valkey-server');
  return path === undefined ? undefined : { kind: 'binary', path };
}

/** Only where the package manager asks nothing and needs no password. */
function installers({ platform, isRoot }: Machine): string[][] {
  if (platform === 'darwin') return [['brew', 'install', 'redis']];
  if (platform !== 'linux' || !isRoot) return [];
  return [
    ['apt-get', 'install', '-y', 'redis-server'],
    // A fresh image knows no packages before its first update.
    ['apt-get', 'update'],
    ['apt-get', 'install', '-y', 'redis-server'],
  ];
}
