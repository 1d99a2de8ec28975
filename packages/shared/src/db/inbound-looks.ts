import { z } from 'zod';
import { callFunction, type Db } from './client.ts';

export type InboundLooks = ReturnType<typeof createInboundLooks>;

const Look = z.object({ looked_until: z.string(), senders: z.array(z.string()) });

/** How far a provider's list of inbound texts has been read. */
export function createInboundLooks(db: Db) {
  return {
    /** Where to go on, and which of our senders that provider carries. */
    async begin(provider: string, now: Date): Promise<{ lookedUntil: Date; senders: string[] }> {
      const args = { p_provider: provider, p_now: now.toISOString() };
      const look = Look.parse(await callFunction(db, 'begin_inbound_look', args));
      return { lookedUntil: new Date(look.looked_until), senders: look.senders };
    },

    /** All that came in until then is ours now. */
    async record(provider: string, until: Date, now: Date): Promise<void> {
      await callFunction(db, 'record_inbound_look', {
        p_provider: provider,
        p_until: until.toISOString(),
        p_now: now.toISOString(),
      });
    },
  };
}
