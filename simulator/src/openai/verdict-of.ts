import { appointmentIn, callbackIn } from './facts-of.ts';
import type { Evidence, Fact, Judgement } from './judgement.ts';
import type { Find, Said } from './said.ts';

type Verdict = Pick<Judgement, 'outcome' | 'sentiment' | 'summary'> & { evidence: Evidence | null };

/** How the conversation ended: what counts more is asked first. */
export function verdictOf(
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
