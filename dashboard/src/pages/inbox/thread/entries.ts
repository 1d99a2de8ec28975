import { handoverWords } from '../../../words/handover-reasons.ts';
import type { ConversationRow, LeadRow, MessageRow, NoteRow } from '../data/rows.ts';

/** What happened between the texts. */
export type LogEntry = { key: string; at: string } & (
  | { as: 'line'; icon: string | null; words: string; quote: string | null }
  | { as: 'handover'; words: string; summary: string | null }
  | { as: 'note'; note: NoteRow }
);

type Known = {
  conversation: ConversationRow;
  lead: LeadRow | null;
  texts: readonly MessageRow[];
  notes: readonly NoteRow[];
  clock: (iso: string) => string;
};

const SCOPES = { all: 'texts and calls', sms: 'texts', voice: 'calls' } as const;

/** What is known of that from the rows of the page. */
export function entriesFrom({ conversation, lead, texts, notes, clock }: Known): LogEntry[] {
  return [
    ...arrival(lead, clock),
    ...refusals(texts, clock),
    ...handover(conversation, clock),
    ...ending(conversation, clock),
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

function arrival(lead: LeadRow | null, clock: (iso: string) => string): LogEntry[] {
  if (!lead) return [];
  const from = lead.source.replaceAll('_', ' ');
  const words = `Came in from ${from} at ${clock(lead.created_at)}`;
  // The first text may be written in the same moment, and follows.
  const at = new Date(Date.parse(lead.created_at) - 1).toISOString();
  return [{ as: 'line', key: 'arrived', at, icon: null, words, quote: null }];
}

function refusals(texts: readonly MessageRow[], clock: (iso: string) => string): LogEntry[] {
  return texts
    .filter(({ refusal_verdict }) => refusal_verdict === 'refuses')
    .map((text) => {
      const at = text.judged_at ?? text.created_at;
      const by = { rules: 'found by rule in', model: 'found in', person: 'said by a person of' };
      return {
        as: 'line',
        key: `refusal ${text.message_id}`,
        at,
        icon: 'ban',
        words: `Opted out of ${SCOPES[text.refusal_scope ?? 'all']} at ${clock(at)}, ${by[text.refusal_by ?? 'rules']}`,
        quote: text.refusal_words ?? text.body,
      };
    });
}

function handover(conversation: ConversationRow, clock: (iso: string) => string): LogEntry[] {
  const { handed_over_at: at, handover_reason: reason, handover_summary: summary } = conversation;
  if (at === null) return [];
  const why = handoverWords(reason);
  const words = `AI handed over at ${clock(at)}: ${why}${/[.?!]$/.test(why) ? '' : '.'}`;
  // Shown in full until a person has answered; after that it is one line among others.
  return conversation.awaits_human
    ? [{ as: 'handover', key: 'handover', at, words, summary }]
    : [{ as: 'line', key: 'handover', at, icon: 'user', words, quote: null }];
}

function ending(
  { ended_at: at, end_reason, reopened_at }: ConversationRow,
  clock: (iso: string) => string,
): LogEntry[] {
  const line = (key: string, when: string, words: string): LogEntry => ({
    as: 'line',
    key,
    at: when,
    icon: null,
    words,
    quote: null,
  });
  return [
    ...(at !== null && end_reason !== 'opted_out'
      ? [line('ended', at, `The conversation ended at ${clock(at)}.`)]
      : []),
    ...(at === null && reopened_at !== null
      ? [
          line(
            'reopened',
            reopened_at,
            `The conversation was opened again at ${clock(reopened_at)}.`,
          ),
        ]
      : []),
  ];
}
