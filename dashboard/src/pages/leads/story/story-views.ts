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

export const STORY_TABS = Object.keys(STORY_VIEWS) as StoryView[];

/** What of a lead's story stands in the address: what is shown of it, if not everything. */
export type StorySearch = { show?: StoryView | undefined };

export function readStorySearch({ show }: Record<string, unknown>): StorySearch {
  const view = STORY_TABS.find((one) => one === show);
  return view && view !== 'everything' ? { show: view } : {};
}
