import { z } from 'zod';
import { callFunction, type Db } from '../client.ts';

export type InboundPolls = ReturnType<typeof createInboundPolls>;

const moment = z.string().transform((at) => new Date(at));

const Look = z
  .object({
    looked_until: moment,
    looked_at: moment,
    door: z.object({ open_since: moment, seen_at: moment }).nullable(),
    senders: z.array(z.string()),
  })
  .transform(({ looked_until, looked_at, door, senders }) => ({
    lookedUntil: looked_until,
    lookedAt: looked_at,
    heartbeat: door && { openSince: door.open_since, seenAt: door.seen_at },
    senders,
  }));
export type InboundPoll = z.output<typeof Look>;

/** How far a provider's list of inbound texts has been read. */
export function createInboundPolls(db: Db) {
  return {
    /** Where to continue, and which own senders that provider carries. */
    async begin(provider: string, now: Date): Promise<InboundPoll> {
      const args = { p_provider: provider, p_now: now.toISOString() };
      return Look.parse(await callFunction(db, 'begin_inbound_look', args));
    },

    /** Everything that came in until then is stored now. */
    async record(provider: string, until: Date, now: Date): Promise<void> {
      await callFunction(db, 'record_inbound_look', {
        p_provider: provider,
        p_until: until.toISOString(),
        p_now: now.toISOString(),
      });
    },
  };
}
