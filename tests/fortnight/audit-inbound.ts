import type { LedgerMessage } from '@ringback/simulator/ledger.ts';
import { groups } from './groups.ts';
import type { AwayMs } from './outages.ts';
import type { Message } from './rows.ts';

type Known = {
  ledger: LedgerMessage[];
  messages: Message[];
  /** When our system first had a text, by its sid: out of its webhook or of the carrier's list. */
  heardAt: ReadonlyMap<string, Date>;
  awayMs: AwayMs;
  endsAt: Date;
};

/**
 * A lost webhook has a minute to come, the list is read every minute, and a process that dies over it
 * is followed by the next. While the database is away nobody can write down what he hears.
 */
export const HEARD_WITHIN_MS = 4 * 60_000;

/** Whether every text that a lead wrote became one row, and how long that took. */
export function auditInbound({ ledger, messages, heardAt, awayMs, endsAt }: Known) {
  const came = ledger.filter(({ direction }) => direction === 'inbound');
  const wrote = new Set(came.map(({ sid }) => sid));
  const rows = messages.filter(({ direction }) => direction === 'inbound');
  const rowsOf = groups(rows, ({ sid }) => sid);
  const lateMs = (sid: string, at: string, until: Date) =>
    (heardAt.get(sid) ?? until).getTime() - Date.parse(at) - awayMs(at, heardAt.get(sid) ?? until);
  const due = came.filter(
    ({ accepted_at: at }) =>
      endsAt.getTime() - Date.parse(at) - awayMs(at, endsAt) > HEARD_WITHIN_MS,
  );
  const all = [...rowsOf.values()].flatMap((stored) => (stored.length > 1 ? stored : []));
  return {
    inbound_lost: due.filter(({ sid }) => !rowsOf.has(sid)).map(({ sid }) => sid),
    inbound_doubled: all.map(({ id, sid }) => `${id} ${sid}`),
    inbound_invented: rows
      .filter(({ sid }) => sid === null || !wrote.has(sid))
      .map(({ id, sid }) => `${id} ${sid}`),
    inbound_altered: came
      .filter(({ sid, body }) => (rowsOf.get(sid) ?? []).some((row) => row.body !== body))
      .map(({ sid }) => sid),
    heard_late: due
      .filter(({ sid, accepted_at: at }) => lateMs(sid, at, endsAt) > HEARD_WITHIN_MS)
      .map(({ sid, accepted_at: at }) => `${sid} of ${at}, ${lateMs(sid, at, endsAt)} ms late`),
  };
}
