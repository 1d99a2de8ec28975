import { describe, expect, it } from '@jest/globals';
import type { ConversationRow, StoryEntry } from '../data/rows.ts';
import { entriesFrom } from './entries.ts';

const at = '2026-12-01T10:16:00.000Z';
const conversation = {
  awaits_human: false,
  handed_over_at: null,
  handover_reason: null,
  handover_summary: null,
} as ConversationRow;
const known = {
  conversation,
  texts: [],
  notes: [],
  told: [] as StoryEntry[],
  me: 'me',
  campaignName: () => 'Winter trade-in',
  clock: () => '10:16 AM',
};
const ownership = (reason: string) =>
  ({
    kind: 'ownership',
    at,
    ownership: { id: 7, to_owner: 'human', actor_id: 'me', actor_name: 'Dana', reason },
  }) as StoryEntry;

describe('what stands between the texts', () => {
  it('says where the lead came from before the text of the same moment', () => {
    const told = [{ kind: 'arrival', at, arrival: { source: 'trade_in_form' } } as StoryEntry];
    expect(entriesFrom({ ...known, told })).toMatchObject([
      { words: 'Came in from trade in form at 10:16 AM', at: '2026-12-01T10:15:59.999Z' },
    ]);
  });

  it('says who took over, and a hand-over once', () => {
    const handed = { ...conversation, handed_over_at: at, handover_reason: 'unsure' };
    const told = [ownership('owner_human'), ownership('handed_over')];
    expect(
      entriesFrom({ ...known, conversation: handed, told }).map((entry) =>
        entry.as === 'line' ? entry.words : entry.as,
      ),
    ).toEqual([
      'You took over at 10:16 AM.',
      'AI handed over at 10:16 AM: the AI is not sure what is meant.',
    ]);
  });

  it('shows a hand-over in full as long as a person is waited for', () => {
    const waits = { ...conversation, awaits_human: true, handed_over_at: at };
    expect(entriesFrom({ ...known, conversation: waits })).toMatchObject([{ as: 'handover' }]);
  });

  it('says that nobody is online, until somebody has it', () => {
    const waits = { ...conversation, awaits_human: true, handed_over_at: at, nobody_online: true };
    const wordsOf = (row: ConversationRow) =>
      entriesFrom({ ...known, conversation: row }).map((entry) => 'words' in entry && entry.words);
    expect(wordsOf(waits)).toEqual([expect.stringMatching(/\. Nobody is online\.$/)]);
    expect(wordsOf({ ...waits, nobody_online: false })).toEqual([
      expect.not.stringContaining('online'),
    ]);
  });
});
