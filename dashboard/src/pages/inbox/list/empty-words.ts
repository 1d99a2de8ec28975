import type { InboxSearch, InboxView } from '../inbox-search.ts';

/** What would stand in a view that is empty. */
export const EMPTY: Record<InboxView, { title: string; words: string }> = {
  needs: {
    title: 'Nobody waits for a person',
    words: 'Whoever asks for one, and whatever the AI is not sure of, stands here first.',
  },
  mine: {
    title: 'Nothing is yours',
    words: 'What you take over, or what is given to you, stands here.',
  },
  open: {
    title: 'Nobody talks to us',
    words: 'Whoever is texted, writes or calls stands here, from the first second.',
  },
  ended: {
    title: 'Nothing has ended',
    words: 'Conversations that are over stand here. A new text opens them again.',
  },
};

/** Why a list is empty. */
export function emptyWords(view: InboxView, { q, campaign }: InboxSearch): string {
  const where = campaign ? ' in this campaign' : '';
  if (q) return `Nobody${where} is called that, and nobody said “${q}”.`;
  return campaign ? 'Of this campaign, no conversation stands here.' : EMPTY[view].words;
}
