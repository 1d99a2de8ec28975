import { describe, expect, it } from '@jest/globals';
import type { LedgerMessage } from '@ringback/simulator/ledger.ts';
import { auditSending } from './audit-sending.ts';

const PHONE = '+12125551043';
const NOON = '2026-11-20T17:00:00.000Z';
const NIGHT = '2026-11-20T08:00:00.000Z';

const sent = (change: Partial<LedgerMessage> = {}): LedgerMessage => ({
  sid: 'SM1',
  to: PHONE,
  from: '+12025550190',
  body: 'Hello.',
  direction: 'outbound-api',
  sent_at: NOON,
  status: 'delivered',
  error_code: null,
  story: 'never-answers',
  author: 'customer',
  accepted_at: NOON,
  messaging_service_sid: null,
  segments: 1,
  announcements: 0,
  media: 0,
  pictures: [],
  ...change,
});

const row = (change: Record<string, unknown> = {}) => ({
  id: 'text-1',
  conversation_id: 'talk',
  lead_id: 1,
  phone: PHONE,
  kind: 'campaign',
  status: 'delivered',
  error: null,
  sid: 'SM1',
  enrollment_id: 1,
  step: 1,
  retry_of: null,
  answers: null,
  notice: null,
  send_at: NOON,
  claimed_at: NOON,
  held_reason: null,
  suppressed_reason: null,
  ...change,
});

const enrolled = (change: Record<string, unknown> = {}) => ({
  id: 1,
  status: 'completed',
  reason: 'steps_done',
  next_step: 2,
  next_message_at: null,
  message_id: null,
  call_id: null,
  ...change,
});

type Rows = { texts?: unknown[]; enrollments?: unknown[]; stops?: unknown[]; planned?: unknown[] };
type Known = Partial<Pick<Parameters<typeof auditSending>[0], 'heardAt' | 'awayMs'>>;

/** The audit of a campaign of one step; each reading is told by what it reads from. */
async function found(ledger: LedgerMessage[], rows: Rows = {}, known: Known = {}) {
  const { texts = [row()], enrollments = [enrolled()], stops = [], planned = [] } = rows;
  const answers: [string, unknown[]][] = [
    ['as replies', [{ replies: 0, inbound: 0 }]],
    ['from sms_messages', texts],
    ['from sms_campaign_enrollments', enrollments],
    ['from suppressions', stops],
    ['from events', planned],
    ['from leads', [{ phone: PHONE, timezone: null, region: null, postal_code: null }]],
  ];
  const { violations } = await auditSending({
    ledger,
    rings: [],
    operator: { opens: '08:00', closes: '21:00' },
    query: async (sql) => answers.find(([words]) => sql.includes(words))?.[1] ?? [],
    steps: 1,
    heardAt: new Map(),
    awayMs: () => 0,
    endsAt: new Date('2026-11-30T00:00:00Z'),
    ...known,
  });
  return Object.entries(violations)
    .filter(([, all]) => (Array.isArray(all) ? all.length > 0 : all !== 0))
    .map(([name]) => name);
}

describe('the audit of what was sent', () => {
  it('has nothing to say of a text that was sent once, in time, to somebody who wants it', async () => {
    expect(await found([sent()])).toEqual([]);
  });

  it('sees a step that was sent twice, unless the first one failed', async () => {
    const again = row({ id: 'text-2', sid: 'SM2', retry_of: 'text-1' });
    const twice = [sent(), sent({ sid: 'SM2' })];
    expect(await found(twice, { texts: [row(), again] })).toEqual(['doubles']);
    const failed = [sent({ status: 'undelivered' }), sent({ sid: 'SM2' })];
    expect(await found(failed, { texts: [row(), again] })).toEqual([]);
  });

  it('sees a text that no row knows, and a row of a text that never was', async () => {
    expect(await found([sent(), sent({ sid: 'SM2' })])).toEqual(['strangers']);
    expect(await found([])).toEqual(['unheard_of']);
  });

  it('sees a text accepted after the opt-out, and lets its one confirmation pass', async () => {
    const stops = [{ phone: PHONE, scope: 'all', at: '2026-11-20T16:59:59.000Z', sid: 'SM9' }];
    expect(await found([sent()], { stops })).toEqual(['after_opt_out']);
    const heard = (at: string) => ({ heardAt: new Map([['SM9', new Date(at)]]) });
    const before = heard('2026-11-20T16:59:59.500Z');
    expect(await found([sent()], { stops }, before)).toEqual(['after_opt_out']);
    expect(await found([sent()], { stops }, heard('2026-11-20T17:00:01.000Z'))).toEqual([]);
    const confirmation = row({
      kind: 'notice',
      notice: 'opt_out',
      step: null,
      enrollment_id: null,
    });
    const enrollments = [enrolled({ status: 'stopped', reason: 'opted_out', next_step: 1 })];
    expect(await found([sent()], { stops, enrollments, texts: [confirmation] })).toEqual([]);
  });

  it('sees a text accepted by day that left at night', async () => {
    expect(await found([sent({ sent_at: NIGHT })])).toEqual(['outside_window']);
  });

  it('sees a step that was forgotten, and a text that nobody sent', async () => {
    expect(await found([], { texts: [] })).toEqual(['lost']);
    const overdue = enrolled({ status: 'active', reason: null, next_message_at: NOON });
    expect(await found([sent()], { enrollments: [overdue] })).toEqual(['lost']);
    const left = row({ status: 'pending', sid: null, claimed_at: null });
    expect(await found([], { texts: [left] })).toEqual(['lost']);
  });

  it('sees a wait without a reason', async () => {
    const planned = [{ message_id: 'text-1', send_at: '2026-11-20T15:00:00.000Z' }];
    expect(await found([sent()], { planned })).toEqual(['held_without_reason']);
    const away = { awayMs: () => 119 * 60_000 };
    expect(await found([sent()], { planned }, away)).toEqual([]);
  });
});
