import { expect, it } from '@jest/globals';
import type { CallSignal } from '@ringback/shared/events/call-signal.ts';
import { signalWords } from './signal-words.ts';

const signal: CallSignal = {
  ...{ call_id: 'c', speaker: 'nobody', since: '2026-12-01T10:00:00Z' },
  ...{ words: null, tool: null, reply_ms: null, cut_ins: 0 },
};
const at = Date.parse(signal.since);

it.each([
  [
    { speaker: 'lead' },
    0,
    { speaks: 'Lead speaks', isHeard: true, reply: null, cutIns: '0 cut in' },
  ],
  [
    { speaker: 'agent', reply_ms: 640 },
    0,
    { speaks: 'AI speaks', reply: 'Reply 0.6 s', isSlow: false },
  ],
  [{ reply_ms: 1_600, cut_ins: 1 }, 0, { reply: 'Reply 1.6 s', isSlow: true, cutIns: '1 cut in' }],
  [{}, 1_500, { speaks: 'Silent', isHeard: false }],
  [{}, 6_200, { speaks: 'Silent: 6 s' }],
  [{ tool: { name: 'book_appointment', is_running: true } }, 0, { tool: 'Books an appointment…' }],
] as const)('%j after %i ms', (change, ms, words) => {
  expect(signalWords({ ...signal, ...change }, at + ms)).toMatchObject(words);
});
