import { expect, it } from '@jest/globals';
import { isOwnAddress, namesItself } from './own-name.ts';

it.each([
  ["I'm Ada King, ada@king.example", 'Ada King', null],
  ['my name is Ada', 'Ada', null],
  ['Me llamo José', 'José', null],
  ['Ich heiße Anna', 'Anna', null],
  ['Ada', 'Ada', 'What is your name?'],
])('"%s" is the writer’s name: %s', (said, name, ours) =>
  expect(namesItself(said, name, ours)).toBe(true),
);

it.each([
  ['I want the Toyota', 'Toyota', null],
  ['my cousin is called Bob', 'Bob', null],
  ['Ada', 'Ada', 'Are you still looking?'],
  ['is Bob there?', 'Bob', null],
  ['she said her name is Eve', 'Eve', null],
])('"%s" names a person or thing other than the writer: %s', (said, name, ours) =>
  expect(namesItself(said, name, ours)).toBe(false),
);

it('takes an address for the lead’s own unless the words give it to another person', () => {
  expect(isOwnAddress('ada@king.example')).toBe(true);
  expect(isOwnAddress('my email is ada@king.example')).toBe(true);
  expect(isOwnAddress('send it to my cousin, bob@king.example')).toBe(false);
  expect(isOwnAddress('his email is bob@king.example')).toBe(false);
});
