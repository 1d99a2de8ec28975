import { decisionSentence } from '../../../words/decisions.ts';
import {
  callStandingWords,
  channelsWords,
  consentWords,
  enrollmentWords,
  sourceWords,
} from '../../../words/leads.ts';
import { outcomeWords } from '../../../words/outcome-words.ts';
import { ownershipWords } from '../../../words/ownership-words.ts';
import { capital, quoted } from '../../../words/state-words.ts';
import { authorWords, textWords } from '../../../words/text-words.ts';
import type { Decision, StoryEntry } from './story-rows.ts';

/** One entry of a story: a sentence, the words that were said, and what decided it. */
export type StoryItem = {
  key: string;
  at: string;
  icon: string;
  what: string;
  say: string | null;
  meta: string | null;
  decision: Decision | null;
  callId: string | null;
};

export type StoryContext = {
  me: string;
  nameOf: (userId: string) => string;
  campaignName: (id: string) => string | null;
  /** "10:21 AM". */
  clock: (iso: string) => string;
  /** "Tue 9:00 AM their time". */
  whenThere: (iso: string) => string;
  /** "1:48". */
  talked: (seconds: number) => string;
};

/** The entries newest first; a decision that let a call or text go stands with that call or text. */
export function storyItems(entries: readonly StoryEntry[], context: StoryContext): StoryItem[] {
  const subjects = new Set(
    entries.flatMap((entry) =>
      entry.kind === 'text' ? entry.text.message_id : entry.kind === 'call' ? entry.call.id : [],
    ),
  );
  const settled = new Map<string, Decision>();
  for (const entry of entries) {
    if (entry.kind !== 'decision' || entry.decision.verdict === 'hold') continue;
    const subject = subjectOf(entry.decision);
    if (subject && subjects.has(subject)) settled.set(subject, entry.decision);
  }
  return entries
    .filter(
      (entry) =>
        entry.kind !== 'decision' ||
        entry.decision.verdict === 'hold' ||
        !subjects.has(subjectOf(entry.decision) ?? ''),
    )
    .map((entry) => itemOf(entry, context, settled))
    .toReversed();
}

const subjectOf = ({ call_id, message_id }: Decision): string | null =>
  message_id ?? call_id ?? null;

function itemOf(
  entry: StoryEntry,
  context: StoryContext,
  settled: ReadonlyMap<string, Decision>,
): StoryItem {
  const { at } = entry;
  const item = (key: string, icon: string, what: string, more: Partial<StoryItem> = {}) => ({
    key: `${entry.kind} ${key} ${at}`,
    at,
    icon,
    what,
    say: null,
    meta: null,
    decision: null,
    callId: null,
    ...more,
  });
  switch (entry.kind) {
    case 'arrival':
      return item('', 'user', `Came in from ${sourceWords(entry.arrival.source)}`);
    case 'consent': {
      const { event, consent } = entry.consent;
      const channels = channelsWords(consent.channel);
      const given = capital(consentWords(consent.kind, channels));
      const what = event === 'given' ? given : `Took the agreement to ${channels} back`;
      return item(`${event} ${consent.id}`, event === 'given' ? 'check' : 'ban', what, {
        say: event === 'given' ? consent.text : null,
        meta: [sourceWords(consent.source), consent.text_version].filter(Boolean).join(', '),
      });
    }
    case 'enrollment': {
      const { id, campaign_id, status } = entry.enrollment;
      const name = context.campaignName(campaign_id) ?? 'a campaign';
      return item(String(id), 'send', `Joined ${name}`, {
        meta: `Now: ${enrollmentWords(status)}`,
      });
    }
    case 'call':
      return callItem(entry.call, item, context, settled.get(entry.call.id) ?? null);
    case 'text':
      return textItem(entry.text, item, context, settled.get(entry.text.message_id) ?? null);
    case 'decision': {
      const { decision } = entry;
      const until = decision.hold_until ? context.whenThere(decision.hold_until) : null;
      const icon = { hold: 'moon', deny: 'ban', allow: 'check' }[decision.verdict];
      return item(String(decision.id), icon, decisionSentence(decision, until), { decision });
    }
    case 'analysis': {
      const { id, outcome, outcome_quote, summary, call_id } = entry.analysis;
      const what = outcome
        ? `${call_id ? 'The call' : 'The texts'}: ${outcomeWords(outcome).words.toLowerCase()}`
        : 'Nobody could tell what came of it: read it';
      return item(id, outcome ? 'bolt' : 'info', what, {
        say: outcome_quote ? `“${outcome_quote}”` : null,
        meta: summary,
        callId: call_id,
      });
    }
    case 'appointment': {
      const { id, starts_at, words } = entry.appointment;
      return item(id, 'cal', `Booked for ${context.whenThere(starts_at)}`, {
        say: words ? `“${words}”` : null,
      });
    }
    case 'ownership': {
      const words = ownershipWords(entry.ownership, context.me, context.clock(at));
      return item(String(entry.ownership.id), 'user', words ?? ownerWords(entry.ownership));
    }
    case 'note': {
      const { id, author_id, author_name, body } = entry.note;
      const who = author_id === context.me ? 'You' : author_name;
      return item(id, 'note', `${who} noted`, { say: body });
    }
    case 'correction': {
      const { id, from, to, restored, actor_id, actor_name, call_id } = entry.correction;
      const who = actor_id === context.me ? 'You' : actor_name;
      const was = from ? outcomeWords(from).words.toLowerCase() : 'nobody could tell';
      const is = to ? outcomeWords(to).words : 'nobody could tell';
      const what = restored
        ? `${who} took a correction back: ${is}`
        : `${who} corrected what came of it: ${is}`;
      return item(String(id), 'note', what, { meta: `It was: ${was}`, callId: call_id });
    }
    case 'assignment': {
      const { id, to, actor_id, actor_name } = entry.assignment;
      const who = actor_id === context.me ? 'You' : actor_name;
      const whose = to === null ? 'nobody' : to === context.me ? 'you' : context.nameOf(to);
      return item(String(id), 'user', `${who} assigned the lead to ${whose}`);
    }
    case 'suppression': {
      const { event, suppression } = entry.suppression;
      const scope = channelsWords(suppression.scope);
      const what = event === 'added' ? `Closed to ${scope}` : `Open to ${scope} again`;
      return item(`${event} ${suppression.id}`, event === 'added' ? 'ban' : 'check', what, {
        say: event === 'added' && suppression.words ? `“${suppression.words}”` : null,
      });
    }
    default: {
      // A newer server has more kinds than this page knows.
      const { kind } = entry as { kind: string };
      return item('', 'info', capital(quoted(kind)));
    }
  }
}

const OWNERS: Record<string, string> = {
  ai: 'The AI answers',
  human: 'A person answers',
  paused: 'Nobody answers until somebody has looked at it',
  closed: 'The conversation ended',
};
const ownerWords = ({ to_owner }: { to_owner: string }): string =>
  OWNERS[to_owner] ?? quoted(to_owner);

type Make = (key: string, icon: string, what: string, more?: Partial<StoryItem>) => StoryItem;
type Of<K extends StoryEntry['kind']> = Extract<StoryEntry, { kind: K }>;

function callItem(
  call: Of<'call'>['call'],
  item: Make,
  { talked, whenThere }: StoryContext,
  decision: Decision | null,
): StoryItem {
  const who = call.direction === 'inbound' ? 'They called' : 'A call to them';
  const stands =
    call.status === 'completed' && call.duration_seconds !== null
      ? `talked ${talked(call.duration_seconds)}`
      : callStandingWords(call.status);
  const planned = ['scheduled', 'held'].includes(call.status)
    ? ` for ${whenThere(call.held_until ?? call.run_at)}`
    : '';
  return item(call.id, 'phone', `${who}: ${stands}${planned}`, {
    decision,
    callId: call.id,
    meta: call.message,
  });
}

function textItem(
  text: Of<'text'>['text'],
  item: Make,
  { me, nameOf, clock, whenThere }: StoryContext,
  decision: Decision | null,
): StoryItem {
  const author = authorWords(text, me, nameOf);
  const at = text.delivered_at ?? text.sent_at ?? text.created_at;
  const planned = text.held_until ?? text.send_at;
  const state = textWords(text, {
    at: clock(at),
    leaves: planned ? whenThere(planned) : null,
  });
  const isTheirs = text.direction === 'inbound';
  return item(text.message_id, isTheirs ? 'chat' : 'send', isTheirs ? 'They wrote' : author, {
    say: text.body,
    meta: isTheirs ? null : state.words,
    decision,
  });
}
