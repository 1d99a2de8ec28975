import { put } from '@ringback/shared/testing/put.ts';
import { asleep, awake, numberWithStory } from '../people.ts';
import type { DashboardWorld } from './dashboard-world.ts';

const LEADS = {
  interested: ['Imani Sol', '00'],
  optedOut: ['Samir Cole', '05'],
  asking: ['Dorothea Quill', '09'],
  live: ['Yusuf Adeyemi', '07'],
  ringing: ['Greta Holm', '01'],
  noAnswer: ['Pascal Renner', '03'],
} as const;
/** The number of the first lead of a scene, in the lists that tests/people.ts counts through. */
const FIRST = 400;

/**
 * Something to see on every page: conversations in all states of their owner, a call that is live,
 * one that has an analysis, one that nobody answered, and calls that wait for their hours.
 */
export async function setScene(world: DashboardWorld) {
  const { system } = world;
  let next = FIRST;

  async function called([name, story]: readonly [string, string]) {
    const phone = numberWithStory(story, next++);
    const made = await system.api('POST', '/api/leads', { name, phone, timezone: awake() });
    const leadId = (made.json['data'] as { id: number }).id;
    const order = await system.api('POST', '/api/queue/schedule-call', { lead_id: leadId });
    const callId = (order.json['data'] as { call_id: string }).call_id;
    return { name, phone, leadId, callId };
  }

  async function wrote(name: string, words: string | string[]) {
    const phone = `+1202555${String(6_000 + next++)}`;
    await world.leadWrites(phone, words);
    const conversationId = await world.conversationWith(phone);
    const [row] = await system.exec(`select id from leads where phone = '${phone}'`);
    await system.api('PATCH', `/api/leads/${row?.['id']}`, { name, timezone: awake() });
    return { name, phone, conversationId, leadId: Number(row?.['id']) };
  }

  const stateOf = (callId: string, hoped: (row: Record<string, unknown>) => boolean) =>
    system.until(
      async () =>
        (
          await system.exec(`select c.status, c.answered_at,
            (select a.outcome from conversation_analyses a where a.call_id = c.id) as outcome
            from calls c where c.id = '${callId}'`)
        )[0] ?? {},
      hoped,
      60_000,
    );

  const asking = await called(LEADS.asking);
  /** A call that is over stands as it did while it was live, for as long as it is looked at. */
  const goOn = ({ callId }: { callId: string }, status: string, more: string) =>
    system.exec(
      put(
        'calls',
        `update calls set status = '${status}', ended_at = null, settled_at = null,
           next_check_at = null, ${more} where id = '${callId}'`,
      ),
    );

  const live = await called(LEADS.live);
  const ringing = await called(LEADS.ringing);
  const interested = await called(LEADS.interested);
  const optedOut = await called(LEADS.optedOut);
  await called(LEADS.noAnswer);
  const handedOver = await wrote('June Castellane', 'Can I speak to a real person please?');
  const human = await wrote('Noor Haddad', 'Is the wagon still there?');
  await system.api('POST', `/api/conversations/${human.conversationId}/takeover`);
  const answered = await wrote('Viktor Dahl', 'Do you have something with four doors?');
  const stopped = await wrote('Leila Farouk', 'STOP');
  // Night where they are: these wait, and say why.
  for (const name of ['Anselm Roy', 'Cora Whitlock']) {
    const phone = `+1202555${String(6_000 + next++)}`;
    const made = await system.api('POST', '/api/leads', { name, phone, timezone: asleep() });
    const leadId = (made.json['data'] as { id: number }).id;
    await system.api('POST', '/api/queue/schedule-call', { lead_id: leadId });
  }
  for (const { callId } of [asking, live, ringing, interested, optedOut]) {
    await stateOf(callId, (row) => row['outcome'] !== null);
  }
  await goOn(
    asking,
    'in_progress',
    "answered_at = now() - interval '108 seconds', person_asked_at = now()",
  );
  await goOn(live, 'in_progress', "answered_at = now() - interval '31 seconds'");
  await goOn(ringing, 'ringing', 'answered_at = null');
  return { asking, live, ringing, interested, optedOut, handedOver, human, answered, stopped };
}

export type Scene = Awaited<ReturnType<typeof setScene>>;
