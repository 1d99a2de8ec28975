import { describe, expect, it } from '@jest/globals';
import type { LedgerMessage } from '@ringback/simulator/ledger.ts';
import { auditForms, auditPolicy, auditWhy } from './audit-policy.ts';
import type { Decision, Message } from './rows.ts';

const PHONE = '+12125551030';
const STRANGER = '+12065551000';
const sent = { sid: 'SM1', to: PHONE, direction: 'outbound-api', author: 'customer' };
const ledger = [sent] as LedgerMessage[];

const row = (change: Partial<Message> = {}): Message => ({
  ...{ id: 'text', conversation_id: 'talk', phone: PHONE, direction: 'outbound' },
  ...{ kind: 'campaign', body: 'Hello.', status: 'delivered', sid: 'SM1' },
  ...{ client_message_id: null, suppressed_reason: null, created_at: '2026-11-20T17:00:00Z' },
  ...change,
});
const decision = (change: Partial<Decision> = {}): Decision => ({
  ...{ message_id: 'text', call_id: null, verdict: 'allow', rule: 'claimed' },
  ...{ reason: 'Inside the window.', has_evidence: true },
  ...change,
});

const named = (audited: object) =>
  Object.entries(audited)
    .filter(([, all]) => all.length > 0)
    .map(([name]) => name);

describe('the audit of decisions', () => {
  type Known = Parameters<typeof auditPolicy>[0];
  const found = (change: Partial<Known> = {}) =>
    named(
      auditPolicy({
        ...{ ledger, phones: [], messages: [row()], calls: [], decisions: [decision()] },
        ...change,
      }),
    );

  it('has nothing to say of a text that was allowed with its evidence', () => {
    expect(found()).toEqual([]);
  });

  it('sees a text that nobody allowed, or for which there is no evidence', () => {
    expect(found({ decisions: [] })).toEqual(['texts_without_permission']);
    const bare = [decision({ has_evidence: false })];
    expect(found({ decisions: bare })).toEqual(['texts_without_permission']);
    const held = [decision({ verdict: 'hold' })];
    expect(found({ decisions: held })).toEqual(['texts_without_permission']);
  });

  it('sees a telephone that rang without permission', () => {
    const phones = [{ callId: 'call', to: PHONE }];
    expect(found({ phones })).toEqual(['rings_without_permission']);
    const decisions = [decision(), decision({ message_id: null, call_id: 'call' })];
    expect(found({ phones, decisions })).toEqual([]);
  });

  it('sees what was planned and not sent, or not rung, without a word', () => {
    const taken = row({ id: 'taken', status: 'canceled', sid: null });
    const messages = [row(), taken];
    expect(found({ messages })).toEqual(['not_sent_without_decision']);
    const refusal = decision({ message_id: 'taken', verdict: 'deny', rule: 'lead_replied' });
    expect(found({ messages, decisions: [decision(), refusal] })).toEqual([]);
    const call = { id: 'call', phone: PHONE, status: 'held', end_reason: null, settled_at: null };
    expect(found({ calls: [call] })).toEqual(['not_rung_without_decision']);
  });
});

describe('the audit of forms', () => {
  type Came = Parameters<typeof auditForms>[0];
  const found = (change: Partial<Came> = {}) =>
    named(
      auditForms({
        ...{ letIn: new Set([PHONE]), refused: [], silent: [], ledger: [], phones: [] },
        ...{ leads: [{ id: 1, phone: PHONE }] },
        enrollments: [{ phone: PHONE, status: 'active' }],
        ...change,
      }),
    );

  it('has nothing to say of a form that became one lead in the campaign', () => {
    expect(found()).toEqual([]);
  });

  it('sees a form that was lost, or became two', () => {
    expect(found({ leads: [] })).toEqual(['forms_lost']);
    expect(found({ enrollments: [] })).toEqual(['forms_lost']);
    const twice = [
      { id: 1, phone: PHONE },
      { id: 2, phone: PHONE },
    ];
    expect(found({ leads: twice })).toEqual(['forms_lost']);
  });

  it('sees who was let in, enrolled or contacted and should not have been', () => {
    const leads = [
      { id: 1, phone: PHONE },
      { id: 2, phone: STRANGER },
    ];
    expect(found({ refused: [STRANGER], leads })).toEqual(['forms_let_in']);
    const enrollments = [PHONE, STRANGER].map((phone) => ({ phone, status: 'active' }));
    expect(found({ silent: [STRANGER], leads, enrollments })).toEqual(['enrolled_without_consent']);
    const texted = [{ ...sent, to: STRANGER }] as LedgerMessage[];
    expect(found({ silent: [STRANGER], leads, ledger: texted })).toEqual(['strangers_contacted']);
  });
});

describe('asking why', () => {
  const leads = [{ id: 1, phone: PHONE }];
  const ask = (status: number, data: unknown[], owed = [PHONE]) =>
    auditWhy({
      leads,
      why: async () => ({ status, body: { data } }),
      owedAnAnswer: new Set(owed),
    });

  it('needs an answer for everybody, and one that says something for whoever was contacted', async () => {
    expect(named(await ask(200, [decision()]))).toEqual([]);
    expect(named(await ask(500, []))).toEqual(['why_without_answer']);
    expect(named(await ask(200, []))).toEqual(['why_without_answer']);
    expect(named(await ask(200, [], []))).toEqual([]);
  });
});
