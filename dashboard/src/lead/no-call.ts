import { refusalWords } from '../words/refusals.ts';
import type { Consents } from './consents.ts';

/** Why a lead cannot be called by hand; null: they can. */
export function noCallWords(consents: Consents | null): string | null {
  if (!consents) return 'It is not known yet whether they may be called';
  const permit = consents.permits.find(
    ({ channel, purpose }) => channel === 'call' && purpose === 'single',
  );
  if (!permit) return consents.may_be_called ? null : 'Has not agreed to calls';
  if (permit.allowed) return null;
  return permit.rule === 'suppressed'
    ? 'Closed to calls: opted out'
    : `Cannot be called: ${refusalWords(permit.rule)}`;
}
