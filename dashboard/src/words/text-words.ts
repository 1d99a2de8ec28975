import { draftWords } from './kept-drafts.ts';
import { quoted } from './state-words.ts';
import { faultWords } from './text-faults.ts';
import { waitWords } from './waits.ts';

/** What of a text its state is told by. */
export type TextFacts = {
  delivery_status: string;
  delivery_error: string | null;
  held_reason: string | null;
  suppressed_reason: string | null;
};

type Moments = {
  /** "10:21 AM": when it was sent, delivered or came in. */
  at: string;
  /** "9:00 AM their time": when it leaves, where that lies ahead. */
  leaves: string | null;
  /** "you took over at 10:16". */
  taker?: string | null;
};

export type TextWords = {
  words: string;
  icon: string | null;
  tone: 'plain' | 'bad' | 'draft';
};

const plain = (words: string, icon: string | null = null): TextWords => ({
  words,
  icon,
  tone: 'plain',
});

/** What stands under a text. */
export function textWords(facts: TextFacts, { at, leaves, taker }: Moments): TextWords {
  switch (facts.delivery_status) {
    case 'pending':
      return plain(leaves ? `leaves at ${leaves}` : 'leaves in a moment', 'clock');
    case 'held': {
      const why = facts.held_reason ? `: ${waitWords(facts.held_reason).short}` : '';
      return plain(leaves ? `waits until ${leaves}${why}` : `waits${why}`, 'moon');
    }
    case 'sending':
    case 'queued':
      return plain('sending…', 'clock');
    case 'unknown':
      return plain('asking the carrier; never sent twice', 'clock');
    case 'sent':
      return plain(`sent ${at}`, 'check');
    case 'delivered':
      return plain(`delivered ${at}`, 'checks');
    case 'undelivered':
    case 'failed':
      return {
        words: `Not delivered: ${faultWords(facts.delivery_error)}`,
        icon: 'alert',
        tone: 'bad',
      };
    case 'canceled':
      return plain(`Not sent: ${draftWords(facts.suppressed_reason, taker)}`, 'ban');
    case 'suppressed':
      return {
        words: `AI draft, not sent: ${draftWords(facts.suppressed_reason, taker)}`,
        icon: 'ban',
        tone: 'draft',
      };
    case 'received':
      return plain(at);
    default:
      return plain(quoted(facts.delivery_status));
  }
}

type Author = {
  author: string;
  kind: string;
  notice: string | null;
  sent_by: string | null;
  step: number | null;
  variant: string | null;
};

/** Who wrote a text: "You", "Dana", "AI", "Step 1, wording B"; nothing for the lead. */
export function authorWords(
  { author, kind, notice, sent_by, step, variant }: Author,
  me: string,
  nameOf: (userId: string) => string,
): string {
  switch (author) {
    case 'lead':
      return '';
    case 'ai':
      return 'AI';
    case 'human':
      if (sent_by === null) return 'A person';
      return sent_by === me ? 'You' : nameOf(sent_by);
    case 'campaign':
      if (kind === 'single' || step === null) return 'A single text';
      return `Step ${step}${variant ? `, wording ${variant}` : ''}`;
    case 'system':
      return notice === 'opt_out' || notice === 'confirmation' ? 'Confirmation' : 'Notice';
    default:
      return quoted(author);
  }
}
