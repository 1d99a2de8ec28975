import type { Config, Timing } from '../config.ts';
import type { FaultsUpdate } from '../faults.ts';
import type { LedgerMessage } from '../ledger.ts';
import { createVirtualClock } from '../virtual-clock.ts';
import { type Answer, type Customer, type Seen, startCustomer } from './customer.ts';
import { FROM, type Rest, type RestAnswer, startTestSimulator } from './simulator.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
/** The time at which the clock starts. */
export const START = new Date('2026-11-20T15:00:00.000Z');

export type Texting = Rest & {
  customer: Customer;
  /** Sends a text with a status callback; fields may be replaced. */
  send(to: string, form?: Record<string, string | string[]>): Promise<RestAnswer>;
  /** Moves the clock on and waits until all webhooks of that time have been answered. */
  pass(ms: number): Promise<void>;
  messages(): LedgerMessage[];
  /** The statuses of the callbacks that have arrived, in order. */
  statuses(): string[];
  /** The inbound webhooks that have arrived. */
  inbound(): Seen[];
  end(): Promise<void>;
};

type World = {
  faults?: FaultsUpdate;
  settings?: Partial<Config>;
  timing?: Partial<Timing>;
  answer?: (seen: Seen) => Answer;
};

/** A simulator whose clock stands still until it is moved, and a customer who answers `<Response/>`. */
export async function startTexting({
  faults = {},
  settings = {},
  timing = {},
  answer = () => ({ body: '<Response/>' }),
}: World = {}): Promise<Texting> {
  const clock = createVirtualClock(START);
  const customer = await startCustomer({
    answer: (seen) => (seen.path === '/status' ? { status: 204 } : answer(seen)),
  });
  const smsUrl = `${customer.url}/sms`;
  const rest = await startTestSimulator({ smsUrl, ...settings }, timing, { clock });
  rest.simulator.faults(faults);
  const seenAt = (path: string) => customer.seen.filter((seen) => seen.path === path);
  return {
    ...rest,
    customer,
    send: (to, form = {}) =>
      rest.post('/Messages.json', {
        To: to,
        From: FROM,
        Body: 'Hello, are you still looking?',
        StatusCallback: `${customer.url}/status`,
        ...form,
      }),
    pass: (ms) => clock.moveTo(new Date(clock.now().getTime() + ms), rest.simulator.quiet),
    messages: () => rest.simulator.ledger().messages,
    statuses: () => seenAt('/status').map(({ params }) => String(params['MessageStatus'])),
    inbound: () => seenAt('/sms'),
    async end() {
      await customer.stop();
      await rest.simulator.stop();
    },
  };
}
