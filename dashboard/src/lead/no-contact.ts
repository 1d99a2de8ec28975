import { refusalWords } from '../words/refusals.ts';
import type { Consents } from './consents.ts';

const VERBS = {
  call: { done: 'called', to: 'calls', agreed: 'may_be_called' },
  text: { done: 'texted', to: 'texts', agreed: 'may_be_texted' },
} as const;

/** Why somebody here cannot call or text a lead by hand; null: they can. */
export function noContactWords(channel: 'call' | 'text', consents: Consents | null): string | null {
  const { done, to, agreed } = VERBS[channel];
  if (!consents) return `It is not known yet whether they may be ${done}`;
  const permit = consents.permits.find(
    (one) => one.channel === channel && one.purpose === 'single',
  );
  if (!permit) return consents[agreed] ? null : `Has not agreed to ${to}`;
  if (permit.allowed) return null;
  return permit.rule === 'suppressed'
    ? `Closed to ${to}: opted out`
    : `Cannot be ${done}: ${refusalWords(permit.rule)}`;
}
