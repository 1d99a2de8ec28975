import { expect, it } from '@jest/globals';
import { createStack } from './stack.ts';

function setup(names: string[]) {
  const stopped: string[] = [];
  const lost: string[] = [];
  const revived: string[] = [];
  const stack = createStack({
    onLoss: (error) => lost.push(error.message),
    onAgain: (name) => revived.push(name),
    againAfterMs: 0,
  });
  const ends = names.map((name, pid) => {
    const gone = Promise.withResolvers<never>();
    const stop = async () => {
      stopped.push(name);
    };
    stack.add(name, { pid, stop, kill: () => stopped.push(`${name} killed`), gone: gone.promise });
    return gone;
  });
  return { stack, stopped, lost, revived, ends };
}

it('stops the services that take work first, and last what they need', async () => {
  const names = ['database', 'redis', 'simulator', 'api', 'analyzer', 'media-gateway', 'extra'];
  const { stack, stopped } = setup([...names, 'call-worker']);
  await Promise.all([stack.stop(), stack.stop()]);
  expect(stopped).toEqual([
    ...['extra', 'call-worker', 'analyzer', 'media-gateway'],
    ...['api', 'simulator', 'redis', 'database'],
  ]);
});

it('reports a part that ends by itself, but not one that was stopped', async () => {
  const { stack, lost, ends } = setup(['api', 'redis']);
  ends[0]?.reject(new Error('api ended by itself'));
  await ends[0]?.promise.catch(() => undefined);
  await stack.stop();
  ends[1]?.reject(new Error('redis ended by itself'));
  await ends[1]?.promise.catch(() => undefined);
  expect(lost).toEqual(['api ended by itself']);
});

it('kills everything at once when asked to', () => {
  const { stack, stopped } = setup(['api', 'redis']);
  stack.kill();
  expect(stopped).toEqual(['api killed', 'redis killed']);
});

it('restarts what crashes once everything is up, as often as it crashes', async () => {
  const { stack, lost } = setup([]);
  const falls: (() => void)[] = [];
  const stood = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const start = (pid: number) => {
    const gone = Promise.withResolvers<never>();
    falls.push(() => gone.reject(new Error('fell')));
    return { pid, gone: gone.promise, stop: async () => {}, kill: () => {} };
  };
  let pid = 1;
  stack.add('call-worker', start(pid), async () => {
    pid += 1;
    stood[pid - 2]?.resolve();
    return start(pid);
  });
  stack.allUp();
  falls[0]?.();
  await stood[0]?.promise;
  await Promise.resolve();
  expect(stack.pids()).toEqual({ 'call-worker': 2 });
  falls[1]?.();
  await stood[1]?.promise;
  expect(lost).toEqual([]);
  await stack.stop();
});

it('gives a start up when something crashes before all is ready', async () => {
  const { stack, lost } = setup([]);
  const gone = Promise.withResolvers<never>();
  const part = { pid: 1, gone: gone.promise, stop: async () => {}, kill: () => {} };
  stack.add('api', part, async () => part);
  gone.reject(new Error('no settings'));
  await gone.promise.catch(() => undefined);
  expect(lost).toEqual(['no settings']);
});
