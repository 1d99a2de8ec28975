import DataLoader from 'dataloader';
import { z } from 'zod';
import { callFunction, type Db } from '../client.ts';
import { ContactHistory } from '../contact-history.ts';
import { LeadRow } from '../rows.ts';
import {
  AgentOfText,
  CampaignRow,
  ConsentRow,
  ConversationRow,
  EnrollmentRow,
  MessageRow,
  StepRow,
} from '../text-rows.ts';

const Context = ContactHistory.extend({
  message: MessageRow,
  conversation: ConversationRow,
  lead: LeadRow.nullable(),
  campaign: CampaignRow.nullable(),
  step: StepRow.nullable(),
  enrollment: EnrollmentRow.nullable(),
  agent: AgentOfText.nullable(),
  consents: z.array(ConsentRow),
  spent_today_usd: z.coerce.number(),
  switched_off: z.boolean(),
});
export type MessageContext = z.infer<typeof Context>;

/** Null: the text is gone. */
export type ReadContext = (id: string, now: Date) => Promise<MessageContext | null>;

/** How long a read waits for others to join it. */
const GATHER_MS = 10;
const MOST_AT_ONCE = 50;

type Asked = { id: string; now: Date };

/** Everything that a decision needs. Requests that come at about the same time are one read. */
export function createReadContext(db: Db): ReadContext {
  const loader = new DataLoader<Asked, MessageContext | null>(
    async (asked) => {
      const latest = Math.max(...asked.map(({ now }) => now.getTime()));
      const args = {
        p_ids: [...new Set(asked.map(({ id }) => id))],
        p_now: new Date(latest).toISOString(),
      };
      const read = z.record(z.string(), z.unknown());
      const found = read.parse(await callFunction(db, 'message_contexts', args));
      // A text that cannot be read must not fail the others.
      return asked.map(({ id }) => {
        const context = Context.nullable().safeParse(found[id] ?? null);
        return context.success ? context.data : context.error;
      });
    },
    {
      cache: false,
      maxBatchSize: MOST_AT_ONCE,
      batchScheduleFn: (read) => void setTimeout(read, GATHER_MS),
    },
  );
  return (id, now) => loader.load({ id, now });
}
