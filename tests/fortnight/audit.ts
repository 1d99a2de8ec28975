import type { OperatorHours } from '@ringback/shared/domain/quiet-hours/day-hours.ts';
import type { LedgerMessage } from '@ringback/simulator/ledger.ts';
import { textStoryOf } from '@ringback/simulator/text-stories.ts';
import { z } from 'zod';
import type { Arrivals } from './arrivals.ts';
import { auditCalls } from './audit-calls.ts';
import { auditEnds } from './audit-ends.ts';
import { auditInbound } from './audit-inbound.ts';
import { auditOwners } from './audit-owners.ts';
import { auditForms, auditPolicy, auditWhy } from './audit-policy.ts';
import { auditSending } from './audit-sending.ts';
import { auditWords, readWords } from './audit-words.ts';
import type { Client } from './client.ts';
import { groups } from './groups.ts';
import type { AwayMs } from './outages.ts';
import type { PhoneCall } from './phone-call.ts';
import type { Return } from './returns.ts';
import { type Happening, type Query, readRows } from './rows.ts';
import type { Act } from './staff.ts';

type World = {
  /** What really left and arrived, as the carrier tells it. */
  ledger: LedgerMessage[];
  /** What really rang, and what was said. */
  phones: PhoneCall[];
  arrivals: Pick<Arrivals, 'letIn' | 'refused' | 'silent'>;
  acts: Act[];
  returns: Return[];
  wroteMore: ReadonlySet<string>;
  client: Pick<Client, 'call'>;
  query: Query;
  operator: OperatorHours;
  noResponseDays: number;
  /** How many steps the campaign has. */
  steps: number;
  /** When our system first had each text of a lead, by its sid. */
  heardAt: ReadonlyMap<string, Date>;
  awayMs: AwayMs;
  endsAt: Date;
};

/** Holds what the carrier, the leads and the staff know against our rows. Each list should be empty. */
export async function audit(world: World) {
  const { ledger, phones, arrivals, acts, returns, client, query, endsAt } = world;
  const { operator, steps, noResponseDays, wroteMore, heardAt, awayMs } = world;
  const rows = await readRows(query);
  const inbound = groups(
    ledger.filter(({ direction }) => direction === 'inbound'),
    ({ from }) => from,
  );
  const sending = await auditSending({
    ...{ ledger, operator, query, steps, heardAt, awayMs, endsAt },
    rings: phones,
  });
  const violations = {
    ...sending.violations,
    ...auditInbound({ ...rows, ledger, heardAt, awayMs, endsAt }),
    ...auditWords({ ...(await readWords(query)), awayMs, endsAt }),
    ...auditForms({ ...rows, ...arrivals, ledger, phones }),
    ...auditEnds({
      ...rows,
      wrote: new Map([...inbound].map(([phone, texts]) => [phone, texts.map(({ body }) => body)])),
      storyOf: (phone) => textStoryOf(phone).name,
      closings: acts.filter(({ kind }) => kind === 'closed'),
      refusedAloud: new Set(phones.flatMap(({ to, refusedAt }) => (refusedAt ? [to] : []))),
      staffed: new Set(acts.map(({ phone }) => phone)),
      ...{ returns, wroteMore, noResponseDays, awayMs, endsAt },
    }),
    ...auditOwners({ ...rows, acts, endsAt }),
    ...auditCalls({ ...rows, phones, ledger, awayMs, endsAt }),
    ...auditPolicy({ ...rows, ledger, phones }),
    ...(await auditWhy({
      leads: rows.leads,
      why: (id) => client.call('GET', `/api/leads/${id}/why`),
      owedAnAnswer: new Set([
        ...ledger.flatMap(({ to, author }) => (author === 'customer' ? [to] : [])),
        ...phones.map(({ to }) => to),
        ...arrivals.silent,
      ]),
    })),
  };
  const [doubled] = z
    .array(z.object({ n: z.number() }))
    .parse(await query(`select count(*)::int as n from webhook_receipts where deliveries > 1`));
  const count = (of: Map<unknown, unknown[]>) =>
    Object.fromEntries([...of].map(([name, all]) => [String(name), all.length]));
  return {
    violations,
    /** What the rows and the carrier tell of the trouble there was. */
    happened: {
      ...storiesIn(ledger),
      'webhook told twice': doubled?.n ?? 0,
      'webhook of a text lost': ledger.filter(
        ({ direction, announcements }) => direction === 'inbound' && announcements === 0,
      ).length,
      'text of unknown fate': passed(rows.happenings, 'unknown'),
      'text put back by the carrier': passed(rows.happenings, 'sending', 'pending'),
      'text tried again after it failed': sending.seen.retried,
    },
    /** How many, all kinds together. */
    violated: Object.values(violations)
      .map((found) => (Array.isArray(found) ? found.length : found))
      .reduce((sum, found) => sum + Math.abs(found), 0),
    seen: {
      ...sending.seen,
      outcomes: count(
        groups(
          rows.conversations.filter(({ ended_at }) => ended_at !== null),
          (one) => `${one.end_reason}: ${one.conversion_status}`,
        ),
      ),
      analyses: count(
        groups(rows.analyses, (one) => `${one.call_id ? 'call' : 'text'} ${one.status}`),
      ),
      reopened: rows.conversations.filter(({ reopened_at }) => reopened_at !== null).length,
      appointments: rows.appointments.length,
      handed_over: rows.conversations.filter(({ handed_over_at }) => handed_over_at !== null)
        .length,
      whys_asked: rows.leads.length,
    },
  };
}

/** How many texts each story was sent. */
function storiesIn(ledger: LedgerMessage[]): Record<string, number> {
  const ours = ledger.filter(({ direction }) => direction !== 'inbound');
  return Object.fromEntries(
    [...groups(ours, ({ story }) => story)].map(([name, all]) => [
      `text story ${name}`,
      all.length,
    ]),
  );
}

/** How many texts were in these states, one directly after the other. */
function passed(happenings: Happening[], ...states: string[]): number {
  const lives = groups(
    happenings.filter(({ message_id }) => message_id !== null),
    ({ message_id }) => message_id,
  );
  const wanted = states.join(' ');
  return [...lives.values()].filter((life) => {
    const all = life.map(({ status }) => status);
    const changes = all.filter((status, at) => status !== all[at - 1]);
    return ` ${changes.join(' ')} `.includes(` ${wanted} `);
  }).length;
}
