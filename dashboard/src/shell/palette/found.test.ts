import { expect, it } from '@jest/globals';
import { findCommands, findPeople, matchIn } from './found.ts';

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

it('finds people by letters of their name, and by digits of their number in any spelling', () => {
  const people = [
    { id: 1, name: 'June Castellane', phone: '+15125550142' },
    { id: 2, name: null, phone: '+15125550199' },
  ];
  const ids = (query: string, most = 9) => findPeople(people, query, most).map(({ id }) => id);
  expect(ids('CAST')).toEqual([1]);
  expect(ids('(512) 555-01')).toEqual([1, 2]);
  expect(ids('(512) 555-01', 1)).toEqual([1]);
  expect(ids('51')).toEqual([]);
});
