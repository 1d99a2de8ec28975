import { expect, it, jest } from '@jest/globals';
import type { Calls } from '@ringback/shared/db/calls/calls.ts';
import type { CallProvider, CallSnapshot } from '@ringback/shared/providers/calls/port.ts';
import { CALL_ID, CALL_SID, callRow, NOON_IN_NEW_YORK } from '@ringback/shared/testing/rows.ts';
import { pino } from 'pino';
import { createReadPrices } from './read-prices.ts';

function setup(answer: Partial<CallSnapshot> | null | Error) {
  const recordPrice = jest.fn<Calls['recordPrice']>(async () => true);
  const fetch = jest.fn<CallProvider['fetch']>(async () => {
    if (answer instanceof Error) throw answer;
    return answer as CallSnapshot | null;
  });
  const readPrices = createReadPrices({
    calls: {
      claimPrices: async () => [callRow({ call_sid: CALL_SID, status: 'completed' })],
      recordPrice,
    },
    providerOf: () => ({ fetch }),
    now: () => NOON_IN_NEW_YORK,
  });
  return { recordPrice, run: () => readPrices(pino({ enabled: false })) };
}

it('writes what the carrier asks for a call', async () => {
  const { recordPrice, run } = setup({ priceUsd: 0.028 });
  await run();
  expect(recordPrice).toHaveBeenCalledWith(CALL_ID, 0.028, NOON_IN_NEW_YORK);
});

it.each([
  ['has no price yet', { priceUsd: null }],
  ['knows no such call', null],
  ['is away', new Error('away')],
])('writes nothing while the carrier %s', async (_, answer) => {
  const { recordPrice, run } = setup(answer);
  await run();
  expect(recordPrice).not.toHaveBeenCalled();
});
