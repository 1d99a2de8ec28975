import { z } from 'zod';
import { type Intent, languageOf, sentenceFor, wants } from './intents.ts';
import { momentIn } from './when.ts';

/** The transcript as the analyst's client sends it. */
export const Transcript = z.object({
  channel: z.string(),
  now_local: z.string(),
  weekday: z.string().optional(),
  turns: z.array(z.object({ turn: z.number(), who: z.enum(['agent', 'lead']), text: z.string() })),
});

export type Transcript = z.output<typeof Transcript>;

export type Outcome =
  | 'success'
  | 'qualified'
  | 'unqualified'
  | 'escalated'
  | 'no_response'
  | 'discarded';
export type Evidence = { quote: string; turn: number };
export type Fact = Evidence & {
  field:
    | 'name'
    | 'email'
    | 'budget'
    | 'interest'
    | 'timeline'
    | 'appointment_at'
    | 'callback_at'
    | 'objection'
    | 'language';
  value: string;
};

export type Judgement = {
  summary: string;
  outcome: Outcome;
  outcome_evidence: Evidence | null;
  sentiment: 'positive' | 'neutral' | 'negative';
  facts: Fact[];
  next_action: {
    kind: 'none' | 'callback' | 'send_text' | 'human_follow_up';
    at_local: string | null;
    reason: string;
    quote: string | null;
    turn: number | null;
  };
};

type Verdict = Pick<Judgement, 'outcome' | 'sentiment' | 'summary'> & { evidence: Evidence | null };

const LANGUAGES = { en: 'English', fr: 'French', es: 'Spanish' } as const;

/** How the simulated language model reads a conversation: by the lead's own words. */
export function judgeCall({ channel, turns, now_local }: Transcript): Judgement {
  const said = turns.filter(
    (turn) => turn.who === 'lead' && turn.text.trim() !== '' && !wants('voicemail', turn.text),
  );
  const find = (...intents: Intent[]): Evidence | null => {
    for (const { turn, text } of said) {
      for (const intent of intents) {
        const quote = sentenceFor(intent, text);
        if (quote !== null) return { quote, turn };
      }
    }
    return null;
  };
  const refusals: Intent[] = ['opt_out', 'wrong_number'];
  if (channel === 'text') refusals.push('text_opt_out');
  const agreed = agreementIn(turns);
  const { evidence, ...verdict } = verdictOf(said, find, find(...refusals), agreed, now_local);
  const facts = factsOf(said, find, now_local);
  return {
    summary: verdict.summary,
    outcome: verdict.outcome,
    outcome_evidence: evidence,
    sentiment: verdict.sentiment,
    facts,
    next_action: nextAction(verdict.outcome, evidence, find('callback'), facts),
  };
}

type Said = Transcript['turns'];
type Find = (...intents: Intent[]) => Evidence | null;

/** A question that offers something, as the agent puts it. Whether it is a good moment offers nothing. */
const OFFER =
  /\b(still (looking|interested)|interested in|would you like|do you want|shall (i|we)|which day|suit you)\b[^.!]*\?/i;
const YES = /^\W*(yes|yeah|yep|yup|ok|okay|sure|definitely|s[ií]|oui)( please)?\W*$/i;

/** A yes and nothing else means what it answers. */
function agreementIn(turns: Said): Evidence | null {
  const at = turns.findIndex(
    ({ who, text }, index) =>
      who === 'lead' &&
      YES.test(text) &&
      OFFER.test(turns.slice(0, index).findLast((before) => before.who === 'agent')?.text ?? ''),
  );
  const yes = turns[at];
  return yes === undefined ? null : { quote: yes.text.trim(), turn: yes.turn };
}

function verdictOf(
  said: Said,
  find: Find,
  optOut: Evidence | null,
  agreed: Evidence | null,
  nowLocal: string,
): Verdict {
  const first = said[0];
  if (first === undefined) {
    return {
      outcome: 'no_response',
      sentiment: 'neutral',
      summary: 'The lead said nothing.',
      evidence: null,
    };
  }
  if (optOut !== null) {
    const summary = 'The lead does not want to be contacted again.';
    return { outcome: 'discarded', sentiment: 'negative', summary, evidence: optOut };
  }
  const human = find('human');
  if (human !== null) {
    return {
      outcome: 'escalated',
      sentiment: 'neutral',
      summary: 'The lead asked for a human.',
      evidence: human,
    };
  }
  const booked = appointmentIn(said, nowLocal);
  if (booked !== null) {
    return {
      outcome: 'success',
      sentiment: 'positive',
      summary: 'The lead booked an appointment.',
      evidence: evidenceOf(booked),
    };
  }
  const refused = find('not_interested');
  if (refused !== null) {
    return {
      outcome: 'unqualified',
      sentiment: 'negative',
      summary: 'The lead is not interested.',
      evidence: refused,
    };
  }
  const callback = evidenceOf(callbackIn(said, nowLocal)) ?? find('callback');
  if (callback !== null) {
    return {
      outcome: 'qualified',
      sentiment: 'neutral',
      summary: 'The lead asked to be called back.',
      evidence: callback,
    };
  }
  const interest = find('budget', 'interest', 'timeline', 'price', 'booking') ?? agreed;
  if (interest !== null) {
    return {
      outcome: 'qualified',
      sentiment: 'positive',
      summary: 'The lead is interested.',
      evidence: interest,
    };
  }
  const evidence = { quote: first.text.trim(), turn: first.turn };
  return {
    outcome: 'unqualified',
    sentiment: 'neutral',
    summary: 'The lead showed no interest.',
    evidence,
  };
}

function evidenceOf(fact: Fact | null): Evidence | null {
  return fact === null ? null : { quote: fact.quote, turn: fact.turn };
}

function factsOf(said: Said, find: Find, nowLocal: string): Fact[] {
  const facts: (Fact | null)[] = [
    valueIn(said, 'name', /\b[Mm]y name is (\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)?)/u),
    valueIn(said, 'email', /([\w.+-]+@[\w-]+(?:\.[\w-]+)+)/u),
    valueIn(said, 'budget', /\bbudget is (?:about |around )?([^.!?,\p{Emoji_Presentation}]+)/iu),
    asFact('interest', find('interest'), () => 'still looking'),
    asFact('timeline', find('timeline'), ({ quote }) => quote.replace(/[.!?]+$/, '').toLowerCase()),
    appointmentIn(said, nowLocal),
    callbackIn(said, nowLocal),
    asFact('objection', find('not_interested'), ({ quote }) => quote),
    languageFact(said),
  ];
  return facts.filter((fact) => fact !== null);
}

function asFact(
  field: Fact['field'],
  evidence: Evidence | null,
  value: (evidence: Evidence) => string,
): Fact | null {
  return evidence === null ? null : { field, value: value(evidence), ...evidence };
}

function valueIn(said: Said, field: Fact['field'], pattern: RegExp): Fact | null {
  for (const { turn, text } of said) {
    const found = pattern.exec(text);
    if (found?.[1] !== undefined)
      return { field, value: found[1].trim(), quote: sentenceAround(text, found[0]), turn };
  }
  return null;
}

function sentenceAround(text: string, words: string): string {
  const sentences = text.match(/[^.!?]+[.!?]*/g) ?? [];
  return (sentences.find((sentence) => sentence.includes(words)) ?? words).trim();
}

/** A booking needs the wish somewhere in the turn and a moment that can be put into a calendar. */
function appointmentIn(said: Said, nowLocal: string): Fact | null {
  for (const { turn, text } of said) {
    const moment =
      wants('booking', text) && !wants('callback', text) ? momentIn(text, nowLocal) : null;
    if (moment?.local != null) {
      return {
        field: 'appointment_at',
        value: moment.local,
        quote: sentenceAround(text, moment.words),
        turn,
      };
    }
  }
  return null;
}

function callbackIn(said: Said, nowLocal: string): Fact | null {
  for (const { turn, text } of said) {
    const moment = wants('callback', text) ? momentIn(text, nowLocal) : null;
    if (moment?.local != null) {
      return {
        field: 'callback_at',
        value: moment.local,
        quote: sentenceAround(text, moment.words),
        turn,
      };
    }
  }
  return null;
}

function languageFact(said: Said): Fact | null {
  const foreign = said.find(({ text }) => languageOf(text) !== 'en');
  if (foreign === undefined) return null;
  const { turn, text } = foreign;
  return { field: 'language', value: LANGUAGES[languageOf(text)], quote: text.trim(), turn };
}

function nextAction(
  outcome: Outcome,
  evidence: Evidence | null,
  callback: Evidence | null,
  facts: Fact[],
): Judgement['next_action'] {
  const nothing = { kind: 'none', at_local: null, quote: null, turn: null } as const;
  if (outcome === 'escalated') {
    return {
      ...nothing,
      kind: 'human_follow_up',
      reason: 'The lead asked for a human.',
      ...pick(evidence),
    };
  }
  if (outcome === 'qualified' && callback !== null) {
    const planned = facts.find(({ field }) => field === 'callback_at');
    const at_local = planned?.value ?? null;
    return {
      kind: 'callback',
      at_local,
      reason: 'The lead asked to be called back.',
      ...pick(planned ?? callback),
    };
  }
  if (outcome === 'qualified') {
    return {
      ...nothing,
      kind: 'human_follow_up',
      reason: 'The lead is interested.',
      ...pick(evidence),
    };
  }
  return { ...nothing, reason: REASONS[outcome] };
}

const REASONS: Record<Exclude<Outcome, 'qualified' | 'escalated'>, string> = {
  success: 'The appointment stands.',
  unqualified: 'There is nothing to follow up.',
  no_response: 'Nobody spoke.',
  discarded: 'The lead must not be contacted.',
};

function pick(evidence: Evidence | null): { quote: string | null; turn: number | null } {
  return { quote: evidence?.quote ?? null, turn: evidence?.turn ?? null };
}
