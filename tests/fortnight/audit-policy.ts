import type { LedgerMessage } from '@ringback/simulator/ledger.ts';
import { groups } from './groups.ts';
import type { PhoneCall } from './phone-call.ts';
import type { Call, Decision, Enrollment, Lead, Message } from './rows.ts';

type Known = {
  ledger: LedgerMessage[];
  phones: Pick<PhoneCall, 'callId' | 'to'>[];
  messages: Message[];
  calls: Call[];
  decisions: Decision[];
};

const NOT_SENT = ['held', 'suppressed', 'canceled'];

/** Whether everything that was done, and everything that was not, says why. */
export function auditPolicy({ ledger, phones, messages, calls, decisions }: Known) {
  const ofMessage = groups(decisions, (one) => one.message_id);
  const ofCall = groups(decisions, (one) => one.call_id);
  const isAllowed = (found: Decision[] | undefined) =>
    (found ?? []).some((one) => one.verdict === 'allow' && one.has_evidence && one.reason !== '');
  const isRefused = (found: Decision[] | undefined) =>
    (found ?? []).some((one) => one.verdict !== 'allow' && one.rule !== '' && one.reason !== '');

  const bySid = new Map(messages.flatMap((one) => (one.sid ? [[one.sid, one] as const] : [])));
  const ours = ledger.filter((one) => one.direction !== 'inbound' && one.author === 'customer');
  const texts = ours.flatMap(({ sid }) => bySid.get(sid) ?? []);
  const unsent = messages.filter(
    ({ direction, status, sid }) =>
      direction === 'outbound' && sid === null && NOT_SENT.includes(status),
  );
  const unrung = calls.filter(({ status }) => status === 'held' || status === 'canceled');

  return {
    texts_without_permission: texts.filter(({ id }) => !isAllowed(ofMessage.get(id))).map(named),
    rings_without_permission: phones
      .filter(({ callId }) => !isAllowed(ofCall.get(callId)))
      .map(({ callId }) => callId),
    not_sent_without_decision: unsent.filter(({ id }) => !isRefused(ofMessage.get(id))).map(named),
    not_rung_without_decision: unrung
      .filter(({ id }) => !isRefused(ofCall.get(id)))
      .map(({ id, status, end_reason }) => `${id} ${status} ${end_reason}`),
  };
}

const named = ({ id, kind, status, suppressed_reason }: Message) =>
  `${id} ${kind} ${status} ${suppressed_reason}`;

type Came = {
  letIn: ReadonlySet<string>;
  refused: string[];
  silent: string[];
  leads: Lead[];
  enrollments: Enrollment[];
  ledger: LedgerMessage[];
  phones: Pick<PhoneCall, 'to'>[];
};

/** Whether each form became one lead in one campaign, and those at the door became nothing. */
export function auditForms({ letIn, refused, silent, leads, enrollments, ledger, phones }: Came) {
  const leadsOf = groups(leads, ({ phone }) => phone);
  const enrolled = groups(enrollments, ({ phone }) => phone);
  const contacted = new Set([...ledger.map(({ to }) => to), ...phones.map(({ to }) => to)]);
  return {
    forms_lost: [...letIn].filter(
      (phone) => leadsOf.get(phone)?.length !== 1 || enrolled.get(phone)?.length !== 1,
    ),
    forms_let_in: refused.filter((phone) => leadsOf.has(phone)),
    enrolled_without_consent: silent.filter((phone) => enrolled.has(phone)),
    strangers_contacted: [...refused, ...silent].filter((phone) => contacted.has(phone)),
  };
}

type Asked = {
  leads: Lead[];
  /** `GET /api/leads/:id/why`. */
  why: (leadId: number) => Promise<{ status: number; body: unknown }>;
  /** Who was texted or called, or kept out for want of a consent. */
  owedAnAnswer: ReadonlySet<string>;
};

/** Asks about each lead why they were contacted or not. */
export async function auditWhy({ leads, why, owedAnAnswer }: Asked) {
  const silent: string[] = [];
  for (const { id, phone } of leads) {
    const { status, body } = await why(id);
    const data: unknown = Object(body)['data'];
    const says = Array.isArray(data) ? data.length : 0;
    if (status !== 200 || (says === 0 && owedAnAnswer.has(phone)))
      silent.push(`${phone}: ${status}`);
  }
  return { why_without_answer: silent };
}
