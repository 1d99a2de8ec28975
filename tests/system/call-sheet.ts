import { SAME_END } from '../chaos/ledger.ts';
import { awake, numberWithStory } from '../people.ts';
import type { RunningSystem } from '../running-system/start-system.ts';

export type Person = {
  digits: string;
  phone: string;
  leadId: number;
  callId: string;
  queued: boolean;
};

/** Makes a lead who lives this story, and has it called. `index` is nobody else's in the system. */
export async function callPerson(
  system: RunningSystem,
  digits: string,
  index: number,
): Promise<Person> {
  const phone = numberWithStory(digits, index);
  const lead = await system.api('POST', '/api/leads', { name: 'Ada', phone, timezone: awake() });
  if (lead.status !== 201) throw new Error(`no lead: ${lead.text}`);
  const leadId = (lead.json['data'] as { id: number }).id;
  const call = await system.api('POST', '/api/queue/schedule-call', { lead_id: leadId });
  if (call.status !== 202) throw new Error(`no call: ${call.text}`);
  const { call_id: callId, queued } = call.json['data'] as { call_id: string; queued: boolean };
  return { digits, phone, leadId, callId, queued };
}

/** How a call stands in our tables in the end: what has to be the same whatever went wrong. */
export async function finalRow(
  system: RunningSystem,
  { callId, digits }: Person,
): Promise<Record<string, unknown>> {
  const [row] = await system.exec(
    `select c.status, c.answered_at is not null as answered, l.lead_status, l.outcome,
       c.next_check_at, l.call_sid = c.call_sid as linked,
       (select count(distinct e.payload ->> 'settled_at')::int from events e
         where e.topic = 'call:' || c.id) as settled,
       (select count(*)::int from calls r where r.redial_of = c.id) as redials,
       (select count(*)::int from conversation_analyses a where a.call_id = c.id) as analyses
     from calls c join leads l on l.id = c.lead_id where c.id = '${callId}'`,
  );
  return { digits, ...row };
}

/** Every outbound call that rang, by the witness and by our tables: the two lists must be equal. */
export async function bothSides(system: RunningSystem, people: Person[]) {
  const phones = new Set(people.map(({ phone }) => phone));
  const rang = system.simulator
    .ledger()
    .calls.filter((call) => call.direction === 'outbound-api' && phones.has(call.to));
  const theirs = await Promise.all(
    rang.map(async ({ sid, to, status }) => ({
      sid,
      to,
      status: SAME_END[status],
      seconds: await secondsAtCarrier(system, sid),
    })),
  );
  const rows = await system.exec(
    `select call_sid as sid, lead_phone as "to", status, coalesce(duration_seconds, 0) as seconds
     from calls where call_sid is not null and direction = 'outbound'`,
  );
  const ours = rows.filter(({ to }) => phones.has(String(to)));
  return { theirs: theirs.sort(bySid), ours: ours.sort(bySid) };
}

/** How often each of these people's telephones rang. */
export function rings(system: RunningSystem, people: Person[]): Record<string, number> {
  const { calls } = system.simulator.ledger();
  return Object.fromEntries(
    people.map(({ phone }) => [phone, calls.filter(({ to }) => to === phone).length]),
  );
}

export const onceEach = (people: Person[]) =>
  Object.fromEntries(people.map(({ phone }) => [phone, 1]));

/** As if so many seconds had passed for calls whose fate only the carrier knows. */
export async function letTimePass(
  system: RunningSystem,
  seconds: number,
  where = 'true',
): Promise<void> {
  await system.exec(
    `update calls set dialed_at = dialed_at - interval '${seconds} seconds',
       next_check_at = next_check_at - interval '${seconds} seconds'
     where next_check_at is not null and ${where}`,
  );
}

async function secondsAtCarrier(
  { environment, simulator }: RunningSystem,
  sid: string,
): Promise<number> {
  const account = environment['TWILIO_ACCOUNT_SID'] ?? '';
  const login = Buffer.from(`${account}:${environment['TWILIO_AUTH_TOKEN']}`).toString('base64');
  const response = await fetch(
    `${simulator.url}/2010-04-01/Accounts/${account}/Calls/${sid}.json`,
    { headers: { authorization: `Basic ${login}` } },
  );
  const { duration } = (await response.json()) as { duration: string };
  return Number(duration);
}

type Sid = { sid?: unknown };
const bySid = (a: Sid, b: Sid) => String(a.sid).localeCompare(String(b.sid));
