import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { difference, Ledger } from '../chaos/ledger.ts';
import { awake, numberWithStory } from '../people.ts';
import { type RunningSystem, startSystem } from '../running-system/start-system.ts';

let system: RunningSystem;
const stories = new Map<string, Told>();
let people = 100;

type Told = Awaited<ReturnType<typeof tell>>;
type Person = { leadId: number; phone: string };

const DIGITS = Array.from({ length: 21 }, (_, index) => String(index).padStart(2, '0'));

/** Everybody is called at once; the tests then look at what came of each. */
beforeAll(async () => {
  system = await startSystem({ charMs: 10 });
  const called = await Promise.all(DIGITS.map(call));
  await system.settle();
  for (const [index, person] of called.entries()) {
    stories.set(DIGITS[index] ?? '', await tell(person));
  }
}, 180_000);
afterAll(() => system.stop());

async function call(digits: string): Promise<Person> {
  const phone = numberWithStory(digits, people++);
  const lead = await system.api('POST', '/api/leads', { name: 'Ada', phone, timezone: awake() });
  const leadId = (lead.json['data'] as { id: number }).id;
  const made = await system.api('POST', '/api/queue/schedule-call', { lead_id: leadId });
  expect(made.status).toBe(202);
  return { leadId, phone };
}

async function tell({ leadId, phone }: Person) {
  const [row] = await system.exec(
    `select c.status, c.held_reason, c.answered_by, c.wrap_up, l.lead_status, l.outcome, l.call_sid,
       (select count(*)::int from calls r where r.redial_of = c.id) as redials,
       (select extract(epoch from r.run_at - c.settled_at)::int / 60 from calls r where r.redial_of = c.id) as redial_minutes,
       (select count(*)::int from calls b where b.callback_of = c.id) as callbacks,
       (select count(*)::int from suppressions s where s.phone = l.phone) as suppressions
     from calls c join leads l on l.id = c.lead_id
     where l.id = ${leadId} and c.redial_of is null and c.callback_of is null`,
  );
  const real = system.simulator.ledger().calls.filter(({ to }) => to === phone);
  const turns = await system.exec(
    `select role, content, heard, generated from conversation_transcripts
     where call_sid = '${row?.['call_sid']}' and role <> 'system' order by seq`,
  );
  return { row, real, said: real[0]?.heard ?? [], turns, leadId, phone };
}

function told(digits: string): Told {
  const story = stories.get(digits);
  if (!story) throw new Error(`nobody lived story ${digits}`);
  return story;
}

describe('a lead who', () => {
  it.each([
    ['is interested', '00', { status: 'completed', outcome: 'qualified', suppressions: 0 }],
    ['books', '01', { status: 'completed', outcome: 'success', redials: 0 }],
    ['is busy', '02', { status: 'busy', redials: 1, redial_minutes: 10, outcome: null }],
    ['does not pick up', '03', { status: 'no_answer', redials: 1, redial_minutes: 120 }],
    ['is a machine', '04', { answered_by: 'machine_start', redials: 1, redial_minutes: 240 }],
    [
      'opts out in own words',
      '05',
      { status: 'completed', outcome: 'discarded', lead_status: 'do_not_contact', suppressions: 1 },
    ],
    ['wants a human', '06', { status: 'completed', outcome: 'escalated', wrap_up: 'human' }],
    ['asks to be called back', '07', { status: 'completed', callbacks: 1, outcome: 'qualified' }],
    ['is not interested', '09', { status: 'completed', outcome: 'unqualified', redials: 0 }],
    ['has no such number', '10', { status: 'failed', redials: 0, lead_status: 'unreachable' }],
    ['hangs up in the middle', '11', { status: 'completed' }],
    ['says nothing', '12', { status: 'completed', outcome: 'no_response' }],
    [
      'presses nine',
      '15',
      { lead_status: 'do_not_contact', suppressions: 1, outcome: 'discarded' },
    ],
    ['asks for the robot', '16', { status: 'completed', outcome: 'qualified' }],
    ['opts out in French', '19', { outcome: 'discarded', suppressions: 1 }],
    ['opts out in Spanish', '20', { outcome: 'discarded', suppressions: 1 }],
    ['loses the line for a moment', '13', { status: 'completed', outcome: 'qualified' }],
    ['has gaps in the line', '14', { status: 'completed', outcome: 'qualified' }],
  ])('%s', (_who, digits, expected) => {
    expect(told(digits).row).toMatchObject(expected);
  });

  it.each(DIGITS)(
    '(story %s) rings once, and the transcript is what was said and heard',
    (digits) => {
      const { real, turns } = told(digits);
      expect(real).toHaveLength(1);
      const [call] = Ledger.parse({ calls: real }).calls;
      const ours = turns.map(({ role, content }) => ({
        role: String(role),
        content: String(content),
      }));
      expect(call && difference(call, ours)).toBeNull();
    },
  );

  it('asks to be called back at three gets a call at three, on their own clock', async () => {
    const { leadId } = told('07');
    const [back] = await system.exec(
      `select c.run_at at time zone l.timezone as local, c.origin from calls c
       join leads l on l.id = c.lead_id where c.callback_of is not null and l.id = ${leadId}`,
    );
    expect(JSON.stringify(back)).toMatch(/T15:00:00|15:00:00/);
    expect(back).toMatchObject({ origin: 'callback' });
  });

  it('barges in has heard what the transcript says, and no more', async () => {
    const { turns } = told('08');
    const cut = turns.find(({ heard }) => heard === false);
    expect(String(cut?.['generated'])).toContain('www.example-appointments');
    expect(String(cut?.['content'])).not.toContain('www.example-appointments');
  });

  it('opted out is never called again', async () => {
    const { leadId, phone } = told('05');
    const again = await system.api('POST', '/api/queue/schedule-call', { lead_id: leadId });
    expect(again.status).toBe(409);
    expect(system.simulator.ledger().calls.filter(({ to }) => to === phone)).toHaveLength(1);
  });

  it('rings us is greeted by name, and the call is theirs', async () => {
    const phone = numberWithStory('00', people++);
    await system.api('POST', '/api/leads', { name: 'Grace', phone, timezone: awake() });
    const row = await rings(phone);
    expect(row).toMatchObject({ direction: 'inbound', linked: true, outcome: 'qualified' });
    const [first] = system.simulator.ledger().calls.find(({ from }) => from === phone)?.heard ?? [];
    expect(first).toMatchObject({ who: 'agent', text: expect.stringContaining('Grace') });
  });

  it('rings us and is unknown says a name when asked, which is the lead’s from then on', async () => {
    const phone = numberWithStory('00', people++);
    const row = await rings(phone);
    const heard = system.simulator.ledger().calls.find(({ from }) => from === phone)?.heard ?? [];
    expect(heard[0]).toMatchObject({ who: 'agent', text: expect.stringContaining('your name?') });
    const said = /^My name is (.+)\.$/.exec(heard[1]?.text ?? '')?.[1];
    expect(said).toMatch(/^\p{Lu}\w+ \p{Lu}\w+$/u);
    expect(row).toMatchObject({ name: said, outcome: 'qualified' });
  });

  it('has a machine behind an extension is left a message, heard to its end', async () => {
    const main = numberWithStory('04', people++);
    const lead = { name: 'Ada', phone: `${main} ext. 12`, timezone: awake() };
    await system.api('POST', '/api/leads', lead);
    const message = 'You asked about the family car.';
    const made = await system.api('POST', '/api/queue/schedule-call', { to: lead.phone, message });
    expect(made.status).toBe(202);
    await system.settle();
    const call = system.simulator.ledger().calls.find(({ to }) => to === main);
    expect(call?.voicemail).toMatch(/^Hello Ada, this is a message from .*family car.*Goodbye\.$/);
    const [row] = await system.exec(
      `select c.status, a.outcome from calls c join conversation_analyses a on a.call_id = c.id
       where c.to_number = '${main}'`,
    );
    expect(row).toEqual({ status: 'completed', outcome: 'no_response' });
  });
});

/** A lead with this story calls us; how it stands once it is known what came of it. */
async function rings(phone: string) {
  const rung = await fetch(`${system.simulator.url}/sim/calls`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      from: phone,
      to: system.environment['TWILIO_FROM'],
      url: `${system.apiUrl}/media-stream-twiml`,
    }),
  });
  expect(rung.status).toBeLessThan(300);
  const [row] = await system.until(
    () =>
      system.exec(
        `select c.status, c.direction, l.name, l.call_sid = c.call_sid as linked, l.outcome
         from calls c join leads l on l.id = c.lead_id where l.phone = '${phone}'`,
      ),
    ([one]) => one?.['outcome'] !== null && one?.['outcome'] !== undefined,
  );
  return row;
}
