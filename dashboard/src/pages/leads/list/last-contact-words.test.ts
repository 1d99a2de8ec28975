import { expect, it } from '@jest/globals';
import { lastContactWords } from './last-contact-words.ts';

const at = '2026-12-01T10:00:00Z';
const text = {
  at,
  channel: 'text',
  direction: 'outbound',
  status: 'delivered',
  seconds: null,
} as const;
const call = { ...text, channel: 'call', status: 'completed', seconds: 194 } as const;

it.each([
  [null, 'Never'],
  [text, 'Text, ten'],
  [{ ...text, status: 'failed' }, 'Text failed, ten'],
  [{ ...text, direction: 'inbound' as const }, 'Wrote, ten'],
  [call, 'Call, 3 min, ten'],
  [{ ...call, seconds: 41 }, 'Call, 41 s, ten'],
  [{ ...call, status: 'no_answer', seconds: null }, 'Call, no answer, ten'],
  [{ ...call, direction: 'inbound' as const }, 'Called us, ten'],
])('%j: %s', (last, words) => {
  expect(lastContactWords(last, () => 'ten')).toBe(words);
});
