import { expect, it } from '@jest/globals';
import type { DemoChat } from './demo-api.ts';
import { chatEnd, chatLine, demoLine, isTold, outcomeLine } from './demo-line.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const run_at = '2026-11-20T12:00:00+00:00';

it.each([
  ['scheduled', null],
  ['ringing', 'the telephone rings'],
  ['in_progress', 'picks up'],
  ['busy', 'is busy; tried again later'],
])('says of a call that is %s: %s', (status, line) => {
  expect(demoLine({ status, run_at })).toBe(line);
});

it('says why a call is held', () => {
  expect(demoLine({ status: 'held', run_at, held_reason: 'quiet hours' })).toBe(
    'is held: quiet hours',
  );
});

it('waits for the judgement of a completed call, and for nothing after a busy one', () => {
  const analysis = { outcome: 'success', outcome_quote: 'Tuesday at ten' };
  expect(isTold({ status: 'completed', run_at, analysis: null }, NOW)).toBe(false);
  expect(isTold({ status: 'completed', run_at, analysis }, NOW)).toBe(true);
  expect(isTold({ status: 'busy', run_at }, NOW)).toBe(true);
  expect(outcomeLine({ status: 'completed', run_at, analysis })).toBe(
    'outcome success because of "Tuesday at ten"',
  );
});

it('waits for a call that is held for a moment, not for one that is held until tomorrow', () => {
  const tomorrow = '2026-11-21T08:00:00+00:00';
  expect(isTold({ status: 'held', run_at }, NOW)).toBe(false);
  expect(isTold({ status: 'held', run_at: tomorrow }, NOW)).toBe(true);
});

const text: DemoChat['messages'][number] = {
  seq: 1,
  direction: 'outbound',
  author: 'ai',
  body: 'Hi',
  media: [],
  delivery_status: 'sent',
};
const open = { owner: 'ai', ended_at: null };

it('prints a conversation as its reader sees it', () => {
  expect(chatLine(text)).toBe('the agent: "Hi"');
  expect(chatLine({ ...text, author: 'campaign' })).toBe('we: "Hi"');
  expect(chatLine({ ...text, direction: 'inbound', author: 'lead' })).toBe('texts: "Hi"');
  const picture = { ...text, direction: 'inbound' as const, media: [{}] };
  expect(chatLine(picture)).toBe('texts: "Hi", with a picture');
  expect(chatLine({ ...text, delivery_status: 'suppressed' })).toBeNull();
});

it('knows when a conversation is over, waits for a person or for the morning', () => {
  const chat = { conversation: open, messages: [], planned: [] };
  const ended = { ...open, ended_at: NOW.toISOString(), conversion_status: 'discarded' };
  expect(chatEnd(chat)).toBeNull();
  expect(chatEnd({ ...chat, conversation: { ...ended, end_evidence: { words: 'stop it' } } })).toBe(
    'outcome discarded because of "stop it"',
  );
  expect(chatEnd({ ...chat, conversation: { ...ended, end_reason: 'silent' } })).toBe(
    'outcome discarded (silent)',
  );
  expect(chatEnd({ ...chat, conversation: { owner: 'human', handover_reason: 'wants one' } })).toBe(
    'is handed to a person: wants one',
  );
  const planned = [{ delivery_status: 'held', held_reason: 'quiet_hours' }];
  expect(chatEnd({ ...chat, planned })).toBe('is held: quiet_hours');
});
