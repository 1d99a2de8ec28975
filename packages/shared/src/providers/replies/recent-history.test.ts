import { expect, it } from '@jest/globals';
import type { HistoryEntry } from './port.ts';
import { recentHistory } from './recent-history.ts';

const entry = (text: string): HistoryEntry => ({
  who: 'lead',
  channel: 'text',
  text,
  at: '2026-11-20T13:05',
});

it('is sent whole while it is short', () => {
  const history = [entry('one'), entry('two')];
  expect(recentHistory(history)).toEqual(history);
});

it('loses its oldest part when it is long, and never its newest words', () => {
  const history = Array.from({ length: 500 }, (_, index) => entry(`text ${index}`));
  const recent = recentHistory(history);
  expect(recent.length).toBeLessThan(100);
  expect(recent.at(-1)?.text).toBe('text 499');
  expect(recent.map(({ text }) => text)).toEqual(
    history.slice(-recent.length).map(({ text }) => text),
  );
});

it('stays readable although every text is very long', () => {
  const recent = recentHistory(Array.from({ length: 50 }, () => entry('x'.repeat(50_000))));
  expect(recent.length).toBeGreaterThan(5);
  expect(recent.map(({ text }) => text).join('').length).toBeLessThan(30_000);
});

it('cuts no character in half', () => {
  const [cut] = recentHistory([entry('😀'.repeat(2_000).slice(1))]);
  expect(cut?.text.isWellFormed()).toBe(true);
});
