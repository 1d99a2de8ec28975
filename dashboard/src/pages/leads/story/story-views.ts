import type { StoryEntry } from './story-rows.ts';

type View = { words: string; kinds: readonly StoryEntry['kind'][] | null };

export type StoryView = 'everything' | 'contacts' | 'decisions' | 'notes';

/** What of a story is shown; null: all of it. */
export const STORY_VIEWS: Record<StoryView, View> = {
  everything: { words: 'Everything', kinds: null },
  contacts: {
    words: 'Texts and calls',
    kinds: ['text', 'call', 'analysis', 'correction', 'appointment'],
  },
  decisions: { words: 'Decisions', kinds: ['decision'] },
  notes: { words: 'Notes', kinds: ['note'] },
};
