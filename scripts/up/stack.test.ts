import { expect, it } from '@jest/globals';
import { createStack } from './stack.ts';

function setup(names: string[]) {
  const stopped: string[] = [];
  const lost: string[] = [];
  const stack = createStack((error) => lost.push(error.message));
  const ends = names.map((name, pid) => {
    const gone = Promise.withResolvers<never>();
    const stop = async () => {
      stopped.push(name);
    };
    stack.add(name, { pid, stop, kill: () => stopped.push(`${name} killed`), gone: gone.promise });
    return gone;
  });
  return { stack, stopped, lost, ends };
}

it('lets go of those who take work first, and last of what they need', async () => {
  const names = ['database', 'redis', 'simulator', 'api', 'analyzer', 'media-gateway', 'extra'];
  const { stack, stopped } = setup([...names, 'call-worker']);
  await Promise.all([stack.stop(), stack.stop()]);
  expect(stopped).toEqual([
    ...['extra', 'call-worker', 'analyzer', 'media-gateway'],
    ...['api', 'simulator', 'redis', 'database'],
  ]);
});

it('tells of a part that goes by itself, but not of one that was asked to', async () => {
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
