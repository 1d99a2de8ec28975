import { expect, it } from '@jest/globals';
import type { TurnRow } from '@ringback/shared/db/rows.ts';
import { spokenTurns } from './spoken-turns.ts';

const row = (seq: number, role: TurnRow['role'], content: string): TurnRow => ({
  id: seq,
  call_sid: 'CA1',
  lead_id: 1,
  seq,
  role,
  content,
  heard: true,
  generated: null,
  reply_ms: null,
  timestamp: '2026-11-20T18:00:00Z',
});

it('keeps what was said by either side, under its number in the transcript', () => {
  const rows = [
    row(0, 'system', 'The line is silent.'),
    row(1, 'assistant', 'Hello?'),
    row(2, 'assistant', ' '),
    row(3, 'user', 'Hi.'),
  ];
  expect(spokenTurns(rows)).toEqual([
    { turn: 1, who: 'agent', text: 'Hello?' },
    { turn: 3, who: 'lead', text: 'Hi.' },
  ]);
});
