import type { Arrivals } from '@ringback/shared/db/calls/arrivals.ts';
import { nobodyIn } from '@ringback/shared/db/own-number.ts';
import { otherParty } from '@ringback/shared/domain/other-party.ts';
import type { ParsedPhone } from '@ringback/shared/domain/phone-number/phone.ts';
import type { ToldCall } from '@ringback/shared/providers/retell/told.ts';
import { PROVIDER } from './provider.ts';

export type ArriveDeps = {
  arrivals: Pick<Arrivals, 'inboundCall'>;
  readPhone: (text: string) => ParsedPhone;
  newId: () => string;
};

/** Somebody has rung us; who shows no number is kept as nobody. */
export function createArrive({ arrivals, readPhone, newId }: ArriveDeps) {
  return async function arrive(call: ToldCall, at: Date): Promise<'arrived' | 'own_number'> {
    const { from = null, to = null } = call;
    const number = otherParty({ direction: 'inbound', from, to });
    const caller = number === null ? null : readPhone(number);
    try {
      await arrivals.inboundCall(
        {
          id: newId(),
          call_sid: call.callSid,
          from,
          to,
          provider: PROVIDER,
          provider_status: call.event,
          payload: {},
          ...(caller?.ok ? { country: caller.country } : {}),
        },
        at,
      );
      return 'arrived';
    } catch (thrown) {
      if (nobodyIn(thrown) === null) throw thrown;
      return 'own_number';
    }
  };
}
