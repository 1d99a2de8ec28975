import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { createRequestStart } from './request-start.ts';

const NOON_S = Date.parse('2026-11-20T17:00:00Z') / 1_000;
const OWN = '2026-11-20T17:00:00.000000Z';

function setup(hops = 1) {
  const requestStart = createRequestStart(hops);
  const ask = (header: string | undefined, { from = '10.0.0.1', own = OWN } = {}) =>
    requestStart(
      {
        headers: header === undefined ? {} : { 'x-request-start': header },
        socket: { remoteAddress: from },
      } as unknown as IncomingMessage,
      own,
    );
  return { ask };
}

describe('the time at which a load balancer received a request', () => {
  it.each([
    ['seconds', `t=${NOON_S - 1}.250`],
    ['milliseconds', `${NOON_S * 1_000 - 750}`],
    ['milliseconds with decimals', `t=${NOON_S * 1_000 - 750}.000`],
    ['microseconds', `t=${NOON_S * 1_000_000 - 750_000}`],
  ])('is read in %s', (_unit, header) => {
    expect(setup().ask(header)).toBe('2026-11-20T16:59:59.250000Z');
  });

  it('keeps the order of reading within a millisecond', () => {
    const { ask } = setup();
    const same = `t=${NOON_S - 1}.250`;
    expect([ask(same), ask(same), ask(`t=${NOON_S - 1}.251`), ask(same)]).toEqual([
      '2026-11-20T16:59:59.250000Z',
      '2026-11-20T16:59:59.250001Z',
      '2026-11-20T16:59:59.251000Z',
      '2026-11-20T16:59:59.250002Z',
    ]);
  });

  it.each([
    ['nobody says it', undefined, {}],
    ['it is no moment', 't=yesterday', {}],
    ['it has too many digits', `t=${NOON_S}000000000`, {}],
    ['it is after our own', `t=${NOON_S + 1}.000`, {}],
    ['it is more than ten seconds ago', `t=${NOON_S - 11}.000`, {}],
    ['it comes from outside our network', `t=${NOON_S - 1}.000`, { from: '203.0.113.7' }],
  ])('is our own where %s', (_why, header, options) => {
    expect(setup().ask(header, options)).toBeUndefined();
  });

  it('is our own without a proxy', () => {
    expect(setup(0).ask(`t=${NOON_S - 1}.000`)).toBeUndefined();
  });
});
