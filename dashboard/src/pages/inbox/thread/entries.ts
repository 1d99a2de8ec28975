import { handoverWords } from '@ringback/shared/domain/reasons/handover-words.ts';
import { outcomeWords } from '../../../words/outcome-words.ts';
import { ownershipWords } from '../../../words/ownership-words.ts';
import type { ConversationRow, MessageRow, NoteRow, StoryEntry } from '../data/rows.ts';

/** What happened between the texts. */
export type LogEntry = { key: string; at: string } & (
  | { as: 'line'; icon: string | null; words: string; quote: string | null }
  | { as: 'handover'; words: string; summary: string | null }
  | { as: 'note'; note: NoteRow }
);

type Known = {
  conversation: ConversationRow;
  texts: readonly MessageRow[];
  notes: readonly NoteRow[];
  told: readonly StoryEntry[];
  me: string;
  campaignName: (id: string) => string | null;
  clock: (iso: string) => string;
};

const SCOPES = { all: 'texts and calls', sms: 'texts', voice: 'calls' } as const;
const FOUND_BY = {
  rules: ', found by rule in',
  model: ', found in',
  person: ', said by a person of',
} as const;

/** All of it, from what the server told and from the rows of the page. */
export function entriesFrom(known: Known): LogEntry[] {
  const { conversation, texts, notes, told, clock } = known;
  return [
    ...told.flatMap((entry) => lineOf(entry, known) ?? []),
    ...refusals(texts, clock),
    ...handover(conversation, clock),
    ...notes
      .filter(({ deleted_at }) => deleted_at === null)
      .map((note) => ({
        as: 'note' as const,
        key: `note ${note.id}`,
        at: note.created_at,
        note,
      })),
  ];
}

function lineOf(entry: StoryEntry, { me, campaignName, clock }: Known): LogEntry | null {
  const line = (key: string, words: string, icon: string | null = null): LogEntry => ({
    as: 'line',
    key,
    at: entry.at,
    icon,
    words,
    quote: null,
  });
  switch (entry.kind) {
    case 'arrival': {
      const from = entry.arrival.source.replaceAll('_', ' ');
      const came = line('arrived', `Came in from ${from} at ${clock(entry.at)}`);
      // The first text may be written in the same moment, and follows.
      return { ...came, at: new Date(Date.parse(entry.at) - 1).toISOString() };
    }
    case 'enrollment': {
      const { id, campaign_id } = entry.enrollment;
      const joined = line(`joined ${id}`, `Joined ${campaignName(campaign_id) ?? 'a campaign'}`);
      return { ...joined, at: new Date(Date.parse(entry.at) - 1).toISOString() };
    }
    case 'ownership': {
      const words = ownershipWords(entry.ownership, me, clock(entry.at));
      return words === null ? null : line(`owner ${entry.ownership.id}`, words, 'user');
    }
    case 'consent': {
      const { event, consent } = entry.consent;
      return event === 'revoked'
        ? line(`revoked ${consent.id}`, `Took the agreement back at ${clock(entry.at)}`)
        : null;
    }
    case 'suppression': {
      const { event, suppression } = entry.suppression;
      const what = SCOPES[suppression.scope];
      if (event === 'lifted') {
        return line(`lifted ${suppression.id}`, `Opted in to ${what} again at ${clock(entry.at)}`);
      }
      // What the lead wrote stands as a refusal, with its words.
      return suppression.message_id
        ? null
        : line(`closed ${suppression.id}`, `Closed to ${what} at ${clock(entry.at)}`, 'ban');
    }
    case 'correction': {
      const { id, actor_id, actor_name, to, restored } = entry.correction;
      const who = actor_id === me ? 'You' : actor_name;
      const is = to ? outcomeWords(to).words.toLowerCase() : 'nobody could tell';
      const act = restored ? 'took a correction back' : 'corrected what came of it';
      return line(`correction ${id}`, `${who} ${act} at ${clock(entry.at)}: ${is}`, 'note');
    }
    case 'appointment':
      return line(
        `booked ${entry.appointment.id}`,
        `Booked for ${clock(entry.appointment.starts_at)}`,
        'cal',
      );
    default:
      return null;
  }
}

function refusals(texts: readonly MessageRow[], clock: (iso: string) => string): LogEntry[] {
  return texts
    .filter(({ refusal_verdict }) => refusal_verdict === 'refuses')
    .map((text) => {
      const at = text.judged_at ?? text.created_at;
      const found = FOUND_BY[text.refusal_by ?? 'rules'];
      return {
        as: 'line',
        key: `refusal ${text.message_id}`,
        at,
        icon: 'ban',
        words: `Opted out of ${SCOPES[text.refusal_scope ?? 'all']} at ${clock(at)}${found}`,
        quote: text.refusal_words ?? text.body,
      };
    });
}

function handover(conversation: ConversationRow, clock: (iso: string) => string): LogEntry[] {
  const { handed_over_at: at, handover_reason: reason, handover_summary: summary } = conversation;
  if (at === null) return [];
  const why = handoverWords(reason);
  const words = `AI handed over at ${clock(at)}: ${why}${/[.?!]$/.test(why) ? '' : '.'}`;
  const nobody = conversation.nobody_online ? ' Nobody is online.' : '';
  // Shown in full until a person has answered; after that it is one line among others.
  return conversation.awaits_human
    ? [{ as: 'handover', key: 'handover', at, words: words + nobody, summary }]
    : [{ as: 'line', key: 'handover', at, icon: 'user', words, quote: null }];
}
