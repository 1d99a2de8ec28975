import type { OperatorHours } from '@ringback/shared/domain/quiet-hours/day-hours.ts';
import { callingWindow } from '@ringback/shared/domain/quiet-hours/window.ts';
import { zonesOf } from '@ringback/shared/domain/zones/zones-of.ts';
import type { LedgerMessage } from '@ringback/simulator/ledger.ts';
import { z } from 'zod';
import { groups } from './groups.ts';
import type { AwayMs } from './outages.ts';
import type { PhoneCall } from './phone-call.ts';

type Query = (sql: string) => Promise<unknown[]>;
type Deps = {
  /** What really left and arrived, as the carrier tells it. */
  ledger: LedgerMessage[];
  rings: Pick<PhoneCall, 'sid' | 'to' | 'callId' | 'placedAt'>[];
  operator: OperatorHours;
  query: Query;
  /** How many steps the campaign has. */
  steps: number;
  /** When our system first had each text of a lead, by its sid. */
  heardAt: ReadonlyMap<string, Date>;
  awayMs: AwayMs;
  endsAt: Date;
};

const moment = z.string().nullable();
const Text = z.object({
  id: z.string(),
  conversation_id: z.string(),
  lead_id: z.number(),
  phone: z.string(),
  kind: z.string(),
  status: z.string(),
  error: z.string().nullable(),
  sid: z.string().nullable(),
  enrollment_id: z.number().nullable(),
  step: z.number().nullable(),
  retry_of: z.string().nullable(),
  answers: z.number().nullable(),
  notice: z.string().nullable(),
  send_at: moment,
  claimed_at: moment,
  held_reason: z.string().nullable(),
  suppressed_reason: z.string().nullable(),
});
type Text = z.infer<typeof Text>;

const Enrollment = z.object({
  id: z.number(),
  status: z.string(),
  reason: z.string().nullable(),
  next_step: z.number(),
  next_message_at: moment,
  message_id: z.string().nullable(),
  call_id: z.string().nullable(),
});
const Lead = z.object({
  phone: z.string(),
  timezone: z.string().nullable(),
  region: z.string().nullable(),
  postal_code: z.string().nullable(),
});
const Stop = z.object({
  phone: z.string(),
  scope: z.string(),
  at: z.string(),
  /** The text that said it. */
  sid: z.string().nullable(),
});
const Decision = z.object({
  message_id: z.string(),
  verdict: z.string(),
  reason: z.string(),
  at: z.string(),
  /** How many seconds it stood in its sender's line. */
  waited: z.number().nullable(),
});
const Planned = z.object({ message_id: z.string(), send_at: moment });
const Step = z.object({ enrollment_id: z.number(), step: z.number() });

const REPLY_GRACE_MS = 60 * 60_000;
const CONFIRMATION_MS = 5 * 60_000;
/** Sooner than this nobody asks why a text has not left yet. */
const PATIENCE_MS = 10 * 60_000;
/** Later than planned by more than this is a wait that needs a reason. */
const PUNCTUAL_MS = 2 * 60_000;
const FAILED = ['failed', 'undelivered', 'canceled'];

/** Holds the carrier's ledger against our rows. Each list names what should not be there. */
export async function auditSending(deps: Deps) {
  const { ledger, rings, operator, query, steps, heardAt, awayMs, endsAt } = deps;
  const read = async <T>(row: z.ZodType<T>, sql: string) => z.array(row).parse(await query(sql));
  const texts = await read(
    Text,
    `select message_id as id, conversation_id, lead_id::int, lead_phone as phone, kind::text,
       delivery_status::text as status, delivery_error as error, provider_sid as sid,
       enrollment_id::int, step, retry_of, in_reply_to_seq as answers, notice, send_at::text,
       claimed_at::text, held_reason, suppressed_reason
     from sms_messages where direction = 'outbound'`,
  );
  const enrollments = await read(
    Enrollment,
    `select id::int, status::text, reason, next_step, next_message_at::text, message_id, call_id
     from sms_campaign_enrollments`,
  );
  const stops = await read(
    Stop,
    `select s.phone, s.scope, s.created_at::text as at, m.provider_sid as sid
     from suppressions s left join sms_messages m on m.message_id = s.message_id
     where s.lifted_at is null`,
  );
  const decisions = await read(
    Decision,
    `select message_id, verdict::text, reason, at::text,
       (evidence ->> 'waited_seconds')::int as waited from contact_decisions
     where message_id is not null order by id`,
  );
  /** Before anything moved it: the first that the outbox has of each text. */
  const planned = await read(
    Planned,
    `select distinct on (payload ->> 'message_id') payload ->> 'message_id' as message_id,
       payload ->> 'send_at' as send_at
     from events where type = 'message.created' order by 1, id`,
  );
  /** A step is done with, too, when it was refused and the refusal says so. */
  const done = await read(
    Step,
    `select enrollment_id::int, step from calls where enrollment_id is not null
     union all
     select e.id::int, (d.evidence ->> 'step')::int from contact_decisions d
     join sms_campaign_enrollments e
       on e.lead_id = d.lead_id and e.campaign_id::text = d.evidence ->> 'campaign_id'
     where d.verdict = 'deny' and d.evidence ->> 'step' is not null`,
  );
  const leads = new Map(
    (await read(Lead, `select phone, timezone, region, postal_code from leads`)).map((lead) => [
      lead.phone,
      lead,
    ]),
  );

  const ours = ledger.filter(
    ({ direction, author }) => direction !== 'inbound' && author === 'customer',
  );
  const inbound = ledger.filter(({ direction }) => direction === 'inbound');
  const bySid = new Map(texts.flatMap((text) => (text.sid ? [[text.sid, text] as const] : [])));
  const sids = new Set(ours.map(({ sid }) => sid));
  const stopOf = new Map<string, number>();
  for (const stop of stops) {
    if (stop.scope === 'voice') continue;
    stopOf.set(stop.phone, Math.min(stopOf.get(stop.phone) ?? Infinity, knownAt(stop)));
  }
  const placeOf = (phone: string) => zonesOf({ ...leads.get(phone), phone });
  const isOpen = (phone: string, at: string) =>
    callingWindow(placeOf(phone), operator, new Date(at)).kind === 'open';
  const isAnswer = ({ kind }: Text) => ['reply', 'notice', 'human'].includes(kind);

  /** For so long after a lead's text an answer is welcome at any hour. */
  function hasJustWritten(phone: string, at: string): boolean {
    const ageMs = inbound
      .filter(({ from }) => from === phone)
      .map(({ accepted_at }) => Date.parse(at) - Date.parse(accepted_at))
      .filter((age) => age >= 0);
    return ageMs.some((age) => age < REPLY_GRACE_MS);
  }

  /**
   * A webhook that waited for the database says when it came; nobody could know of it before it was
   * told. How long that takes is audited with the texts.
   */
  function knownAt({ at, sid }: z.infer<typeof Stop>): number {
    return Math.max(Date.parse(at), heardAt.get(sid ?? '')?.getTime() ?? 0);
  }

  const strangers = ours.filter(({ sid }) => !bySid.has(sid));
  const unheardOf = texts.filter(({ sid }) => sid !== null && !sids.has(sid));
  const afterOptOut = ours.filter(({ sid, to, accepted_at }) => {
    const text = bySid.get(sid);
    const stoppedAt = stopOf.get(to) ?? Infinity;
    const afterMs = Date.parse(accepted_at) - stoppedAt;
    const isConfirmation = text?.notice === 'opt_out' && afterMs <= CONFIRMATION_MS;
    return afterMs > 0 && !isConfirmation;
  });
  const outside = ours.flatMap((message) => {
    const text = bySid.get(message.sid);
    const at = [message.accepted_at, ...(message.sent_at ? [message.sent_at] : [])];
    const wrong = at.filter((one) => {
      const excused = text !== undefined && isAnswer(text) && hasJustWritten(message.to, one);
      return !isOpen(message.to, one) && !excused;
    });
    return wrong.length > 0 ? [{ sid: message.sid, kind: text?.kind ?? null, at: wrong }] : [];
  });
  const ringsOutside = rings.filter(({ to, placedAt }) => !isOpen(to, placedAt.toISOString()));
  const ringsAfterOptOut = rings.filter(({ to, placedAt }) =>
    stops.some(
      (stop) => stop.phone === to && stop.scope !== 'sms' && placedAt.getTime() > knownAt(stop),
    ),
  );

  /** Only what the carrier itself called failed may be followed by the same again. */
  const doubles = [...groups(ours, ({ sid }) => nameOf(bySid.get(sid)))].flatMap(([name, sent]) =>
    sent.filter(({ status }) => !FAILED.includes(status)).length > 1
      ? [{ name, sids: sent.map(({ sid, status }) => `${sid} ${status}`) }]
      : [],
  );

  const reasons = new Map([...groups(decisions, ({ message_id: id }) => id)]);
  const hasReason = (id: string, verdict: string) =>
    (reasons.get(id) ?? []).some((one) => one.verdict === verdict && one.reason !== '');
  const isPast = (at: string | null, ms: number) =>
    at !== null && endsAt.getTime() - Date.parse(at) > ms;

  const lostTexts = texts.filter((text) => {
    switch (text.status) {
      case 'pending':
      case 'held':
        return isPast(text.send_at, PATIENCE_MS);
      case 'sending':
      case 'unknown':
        return isPast(text.claimed_at, PATIENCE_MS);
      case 'failed':
      case 'undelivered':
        return text.error === null;
      case 'canceled':
      case 'suppressed':
        return text.suppressed_reason === null;
      default:
        return text.sid === null;
    }
  });
  const stepsOf = groups(
    [...texts, ...done].filter(({ enrollment_id }) => enrollment_id !== null),
    ({ enrollment_id }) => enrollment_id,
  );
  const lostSteps = enrollments.filter((one) => {
    if (one.status === 'active') {
      const waits = one.message_id !== null || one.call_id !== null;
      return !waits && isPast(one.next_message_at, PATIENCE_MS);
    }
    if (one.reason === null) return true;
    const stood = new Set((stepsOf.get(one.id) ?? []).map(({ step }) => step));
    const owed = one.status === 'completed' ? steps : one.next_step - 1;
    return Array.from({ length: owed }, (_, at) => at + 1).some((step) => !stood.has(step));
  });
  const plannedAt = new Map(planned.map((one) => [one.message_id, one.send_at]));
  const unexplained = texts.filter((text) => {
    if (text.status === 'held') return !text.held_reason || !hasReason(text.id, 'hold');
    const first = plannedAt.get(text.id) ?? null;
    if (first === null || text.claimed_at === null) return false;
    // A text that got lost on its first way was in time all the same.
    const allowed = reasons.get(text.id)?.find(({ verdict }) => verdict === 'allow')?.at;
    const at = allowed ?? text.claimed_at;
    const lateMs = Date.parse(at) - Date.parse(first) - awayMs(first, at);
    const stoodInLine = (reasons.get(text.id) ?? []).some(({ waited }) => waited !== null);
    const isExplained = hasReason(text.id, 'hold') || stoodInLine;
    return lateMs > PUNCTUAL_MS && !isExplained && text.status !== 'unknown';
  });
  const [left] = await read(
    z.object({ replies: z.number(), inbound: z.number() }),
    `select
       (select count(*)::int from sms_conversations
        where reply_due_at < '${new Date(endsAt.getTime() - PATIENCE_MS).toISOString()}') as replies,
       (select count(*)::int from sms_messages where direction = 'inbound') as inbound`,
  );

  const count = (of: (text: Text) => string | null) =>
    Object.fromEntries([...groups(texts, of)].map(([name, all]) => [String(name), all.length]));
  const violations = {
    doubles,
    after_opt_out: afterOptOut.map(({ sid }) => sid),
    outside_window: outside,
    lost: [
      ...lostTexts.map(({ id, status }) => `text ${id} ${status}`),
      ...lostSteps.map(({ id, status, next_step }) => `enrollment ${id} ${status} ${next_step}`),
    ],
    held_without_reason: unexplained.map(
      ({ id, kind, status, claimed_at }) =>
        `${id} ${kind} ${status} planned for ${plannedAt.get(id)}, claimed at ${claimed_at}`,
    ),
    strangers: strangers.map(({ sid }) => sid),
    unheard_of: unheardOf.map(({ id }) => id),
    owed_replies: left?.replies ?? -1,
    unread_texts: inbound.length - (left?.inbound ?? 0),
    rings_outside_window: ringsOutside.map(({ callId }) => callId),
    rings_after_opt_out: ringsAfterOptOut.map(({ callId }) => callId),
    rings_doubled: rings.length - new Set(rings.map(({ callId }) => callId)).size,
  };
  return {
    violations,
    seen: {
      texts_accepted: ours.length,
      texts_sent: ours.filter(({ sent_at }) => sent_at !== null).length,
      texts_inbound: inbound.length,
      opt_outs: stopOf.size,
      rings: rings.length,
      retried: texts.filter(({ retry_of }) => retry_of !== null).length,
      by_status: count(({ status }) => status),
      by_kind: count(({ kind }) => kind),
      held_rules: Object.fromEntries(
        (
          await read(
            z.object({ rule: z.string(), n: z.number() }),
            `select rule, count(*)::int as n from contact_decisions
             where verdict = 'hold' group by 1 order by 2 desc`,
          )
        ).map(({ rule, n }) => [rule, n]),
      ),
      enrollments: Object.fromEntries(
        [...groups(enrollments, ({ status, reason }) => `${status}: ${reason}`)].map(
          ([name, all]) => [String(name), all.length],
        ),
      ),
    },
  };
}

/** What a text says, as far as it must be said once only. Null: it stands for itself. */
function nameOf(text: Text | undefined): string | null {
  if (!text) return null;
  if (text.step !== null) return `enrollment ${text.enrollment_id} step ${text.step}`;
  if (text.kind === 'reply') return `${text.conversation_id} answers ${text.answers}`;
  if (text.notice) return `${text.conversation_id} ${text.notice} to ${text.answers}`;
  return text.id;
}
