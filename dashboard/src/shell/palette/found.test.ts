import { expect, it } from '@jest/globals';
import { findCommands, matchIn } from './found.ts';

it('finds letters wherever they stand, in any case', () => {
  expect(matchIn('June Castellane', 'cast')).toEqual([5, 9]);
  expect(matchIn('June', '  ')).toBeNull();
});

it('lists a command once, the page before the shell', () => {
  const bind = (keys: string, name: string) => ({ keys, name, group: '', run: () => undefined });
  const found = findCommands(
    [bind('g i', 'Go to Inbox'), bind('t', 'Take over'), bind('t', 'Take over')],
    '',
  );
  expect(found.map(({ title, keys }) => [title, keys])).toEqual([
    ['Take over', 'T'],
    ['Go to Inbox', 'G I'],
  ]);
});
