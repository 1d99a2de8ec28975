import { isWithheld } from './calls/withheld-caller.ts';

type Between = {
  direction: 'inbound' | 'outbound';
  from: string | null | undefined;
  to: string | null | undefined;
};

/**
 * The phone number at the lead's end: From when inbound and To when outbound, everywhere. Null
 * where it is withheld. SQL has the same rule in private.other_party.
 */
export function otherParty({ direction, from, to }: Between): string | null {
  const number = direction === 'inbound' ? from : to;
  return typeof number === 'string' && !isWithheld(number) ? number : null;
}
