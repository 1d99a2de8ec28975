import type { ConsentRule } from './consent-rules.ts';
import type { Channel, Consent, ConsentKind } from './contact-input.ts';

const WORDS: Record<ConsentKind, string> = {
  written: 'in writing',
  keyword: 'by a keyword that the lead has texted',
  express: 'given but not in writing',
  implied: 'only implied',
  operator: 'the operator’s own word',
};
const CONTACT: Record<Channel, string> = { call: 'calls', text: 'texts' };
const PLACE: Record<string, string> = { US: 'in the US', CA: 'in Canada', ANY: 'there' };

/** The kinds that every one of these rules takes. */
export function neededKinds(rules: readonly ConsentRule[]): ConsentKind[] {
  const [first, ...others] = rules;
  return (first?.kinds ?? []).filter((kind) => others.every(({ kinds }) => kinds.includes(kind)));
}

/** What a contact needs, as an operator would say it; empty where any consent suffices. */
export function need(rules: readonly ConsentRule[], channel: Channel): string {
  const [rule] = rules;
  if (!rule) return '';
  const where = rules.map(({ jurisdiction }) => PLACE[jurisdiction] ?? 'there').join(' and ');
  const kinds = neededKinds(rules).map((kind) => WORDS[kind]);
  const what = kinds.length === 0 ? 'a kind that does not exist' : orOf(kinds);
  return ` Campaigns of ${rule.purpose} ${CONTACT[channel]} ${where} need one that is ${what}.`;
}

/** Which consents there are, each kind once. */
export function have(consents: readonly Consent[]): string {
  const kinds = [...new Set(consents.map(({ kind }) => kind))];
  return orOf(
    kinds.map((kind) => {
      const isEndless =
        kind === 'implied' && consents.some((one) => one.kind === kind && !one.expiresAt);
      return isEndless ? `${WORDS[kind]} (and without the day on which it ends)` : WORDS[kind];
    }),
    'and',
  );
}

function orOf(words: readonly string[], joint: 'or' | 'and' = 'or'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${joint} ${words.at(-1)}`;
}
