import { expect, it } from '@jest/globals';
import { silentLog } from './log.ts';
import type { Machine } from './machine.ts';
import { provideRedis } from './provide-redis.ts';

/** A machine with some commands on its PATH; an install that works puts one more there. */
function machine(has: string[], more: Partial<Machine> & { installs?: string } = {}): Machine {
  const { installs, ...rest } = more;
  const path = new Set(has);
  return {
    find: (command) => (path.has(command) ? `/bin/${command}` : undefined),
    succeeds: (_command, ...args) => {
      if (args.includes('install') && installs) path.add(installs);
      return args.includes('install') ? installs !== undefined : true;
    },
    list: () => [],
    isExecutable: () => false,
    platform: 'linux',
    isRoot: false,
    ...rest,
  };
}

it.each([
  ['redis on the path', machine(['redis-server', 'docker']), '/bin/redis-server'],
  ['valkey on the path', machine(['valkey-server']), '/bin/valkey-server'],
  [
    'Debian as root',
    machine(['apt-get'], { isRoot: true, installs: 'redis-server' }),
    '/bin/redis-server',
  ],
  [
    'macOS with Homebrew',
    machine(['brew'], { platform: 'darwin', installs: 'redis-server' }),
    '/bin/redis-server',
  ],
])('%s', (_what, given, path) => {
  expect(provideRedis(silentLog, given)).toEqual({ kind: 'binary', path });
});

it('takes a running Docker when nothing can be installed without a question', () => {
  const given = machine(['apt-get', 'docker'], { installs: 'redis-server' });
  expect(provideRedis(silentLog, given)).toEqual({ kind: 'docker' });
});

it('names the three ways out when there is none of it', () => {
  const given = machine(['docker'], { succeeds: () => false });
  expect(() => provideRedis(silentLog, given)).toThrow(/apt-get[\s\S]*Docker[\s\S]*REDIS_URL/);
});
