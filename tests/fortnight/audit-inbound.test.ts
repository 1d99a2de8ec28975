import { describe, expect, it } from '@jest/globals';
import type { LedgerMessage } from '@ringback/simulator/ledger.ts';
import { auditInbound } from './audit-inbound.ts';
import type { Message } from './rows.ts';

const at = (minutes: number) => new Date(Date.parse('2026-11-20T17:00:00Z') + minutes * 60_000);
const wrote = (change: Partial<LedgerMessage> = {}) =>
  ({
    ...{ sid: 'SM1', direction: 'inbound', body: 'Yes', accepted_at: at(0).toISOString() },
    ...change,
  }) as LedgerMessage;
const row = (change: Partial<Message> = {}) =>
  ({ id: 'text', sid: 'SM1', direction: 'inbound', body: 'Yes', ...change }) as Message;

type Known = Parameters<typeof auditInbound>[0];

function found(change: Partial<Known> = {}) {
  const audited = auditInbound({
    ledger: [wrote()],
    messages: [row()],
    heardAt: new Map([['SM1', at(1)]]),
    awayMs: () => 0,
    endsAt: at(1_000),
    ...change,
  });
  return Object.entries(audited).flatMap(([name, all]) => (all.length > 0 ? [name] : []));
}

describe('the audit of what leads wrote', () => {
  it('has nothing to say of a text that is one row, soon', () => {
    expect(found()).toEqual([]);
  });

  it('sees a text that was lost, unless nobody can know of it yet', () => {
    const nobody = { messages: [], heardAt: new Map() };
    expect(found(nobody)).toEqual(['inbound_lost', 'heard_late']);
    expect(found({ ...nobody, endsAt: at(3) })).toEqual([]);
  });

  it('sees a text that is two rows, that nobody wrote, or whose words are others', () => {
    expect(found({ messages: [row(), row({ id: 'other' })] })).toEqual(['inbound_doubled']);
    expect(found({ messages: [row(), row({ sid: 'SM2' })] })).toEqual(['inbound_invented']);
    expect(found({ messages: [row({ body: 'No' })] })).toEqual(['inbound_altered']);
  });

  it('sees a text that came in late, and counts no time without the database', () => {
    const heardAt = new Map([['SM1', at(20)]]);
    expect(found({ heardAt })).toEqual(['heard_late']);
    expect(found({ heardAt, awayMs: () => 17 * 60_000 })).toEqual([]);
  });
});
