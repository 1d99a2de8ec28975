import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Child } from '@ringback/embedded/child.ts';
import { until } from '@ringback/shared/testing/until.ts';
import { WebSocket } from 'ws';
import { difference, Ledger, type LedgerCall, SAME_END, type Turn } from '../chaos/ledger.ts';
import { type Processes, startProcesses } from '../chaos/processes.ts';
import { awake, numberWithStory } from '../people.ts';

let world: Processes;
let gateway: Child;
beforeAll(async () => {
  world = await startProcesses({
    TWILIO_CALLS_PER_SECOND: '20',
    SIM_CHAR_MS: '8',
    SIM_RING_MS: '50',
  });
  [gateway] = await Promise.all([
    world.startService('media-gateway', world.ports.gateway),
    world.startService('api', world.ports.api),
    world.startService('call-worker'),
    world.startService('analyzer'),
  ]);
});
afterAll(() => world.stop());

async function call(phone: string) {
  await world.api('POST', '/api/leads', { name: 'Ada', phone, timezone: awake() });
  const made = await world.api('POST', '/api/queue/schedule-call', { to: phone });
  expect(made.status).toBe(202);
}

async function witnesses(people: string[]): Promise<LedgerCall[]> {
  const { calls } = Ledger.parse((await world.ledger()).json);
  return calls.filter(({ to }) => people.includes(to));
}

async function turnsOf(callSid: string): Promise<Turn[]> {
  const { data } = await world.db
    .from('conversation_transcripts')
    .select('role, content')
    .eq('call_sid', callSid)
    .neq('role', 'system')
    .order('seq');
  return data ?? [];
}

async function analysed(sids: string[]) {
  return until(
    async () => {
      const { data } = await world.db
        .from('conversation_analyses')
        .select('call_sid, outcome')
        .in('call_sid', sids);
      return data ?? [];
    },
    (found) => found.length === sids.length,
  );
}

async function ours(people: string[]) {
  const { data } = await world.db
    .from('calls')
    .select('call_sid, lead_phone, status, streams_opened, settled_at')
    .eq('direction', 'outbound')
    .not('call_sid', 'is', null);
  return (data ?? []).filter(({ lead_phone: phone }) => people.includes(phone));
}

const said = (real: LedgerCall | undefined, who: string) =>
  real?.heard.filter((one) => one.who === who).map(({ text }) => text) ?? [];

/** What a lead says while no gateway runs is lost: of such a sentence only the end is known. */
function isEndOf(text = '', sentence = ''): boolean {
  const known = text.replace(/^□+/, '');
  return known !== '' && sentence.endsWith(known);
}

describe('a media gateway', () => {
  it('that is killed in the middle of a call is replaced, and the talk goes on where it was', async () => {
    // Talks that are long enough: none is over before everybody has said something.
    const people = ['00', '16', '00'].map((digits, index) => numberWithStory(digits, index));
    await Promise.all(people.map((phone) => call(phone)));
    // Everybody has said something that is written down.
    await until(
      async () => Promise.all((await witnesses(people)).map(({ sid }) => turnsOf(sid))),
      (all) =>
        all.length === people.length &&
        all.every((turns) => turns.some(({ role }) => role === 'user')),
    );
    const before = new Map(
      await Promise.all(
        (await witnesses(people)).map(async ({ sid }) => [sid, await turnsOf(sid)] as const),
      ),
    );
    world.kill(gateway);
    gateway = await world.startService('media-gateway', world.ports.gateway);

    const ended = await until(
      () => witnesses(people),
      (calls) => calls.every(({ status }) => SAME_END[status] !== undefined),
    );
    expect(ended.map(({ to, status }) => [to, status]).sort()).toEqual(
      people.map((phone) => [phone, 'completed']),
    );
    const sids = ended.map(({ sid }) => sid);
    const outcomes = await analysed(sids);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual([
      'qualified',
      'qualified',
      'qualified',
    ]);

    const inTheMiddle = ended.filter(
      ({ sid, heard }) => (before.get(sid)?.length ?? 0) < heard.length,
    );
    expect(inTheMiddle.length).toBeGreaterThan(0);
    for (const real of ended) {
      const turns = await turnsOf(real.sid);
      const user = turns.filter(({ role }) => role === 'user').map(({ content }) => content);
      const earlier = before.get(real.sid) ?? [];
      // The first half stands as it stood, the second half follows it.
      expect(turns.slice(0, earlier.length - 1)).toEqual(earlier.slice(0, -1));
      // A quick talk may have come to its end just before: nothing follows that.
      const follows = earlier.length < real.heard.length ? 1 : 0;
      expect(turns.length).toBeGreaterThanOrEqual(earlier.length + follows);
      expect(user[0]).toBe(said(real, 'lead')[0]);
      expect(isEndOf(user.at(-1), said(real, 'lead').at(-1))).toBe(true);
      // Nothing stands there that was not said.
      const invented = user.filter((text) => !said(real, 'lead').some((one) => isEndOf(text, one)));
      expect(invented).toEqual([]);
    }
    expect(
      (await ours(people)).map((row) => [row.lead_phone, row.status, row.streams_opened]).sort(),
    ).toEqual(people.map((phone) => [phone, 'completed', 2]));
  });

  it('that is asked to go finishes its calls and takes no new ones', async () => {
    const people = ['00', '16'].map((digits, index) => numberWithStory(digits, 10 + index));
    await Promise.all(people.map((phone) => call(phone)));
    await until(
      () => witnesses(people),
      (calls) => calls.length === people.length && calls.every(({ heard }) => heard.length > 1),
    );
    const exit = new Promise((resolve) => gateway.process.once('exit', resolve));
    gateway.process.kill('SIGTERM');
    const readiness = await until(
      async () => (await fetch(`http://127.0.0.1:${world.ports.gateway}/readyz`)).status,
      (status) => status !== 200,
    );
    expect(readiness).toBe(503);
    expect(await refusal(`${world.environment['MEDIA_PUBLIC_URL']}/media-stream`)).toBe(503);

    expect(await exit).toBe(0);
    const ended = await witnesses(people);
    expect(ended.map(({ to, status }) => [to, status]).sort()).toEqual(
      people.map((phone) => [phone, 'completed']),
    );
    for (const real of ended) {
      expect(difference(real, await turnsOf(real.sid))).toBeNull();
    }
    const outcomes = await analysed(ended.map(({ sid }) => sid));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['qualified', 'qualified']);
    expect((await ours(people)).map((row) => [row.status, row.streams_opened])).toEqual([
      ['completed', 1],
      ['completed', 1],
    ]);
  });
});

/** The status with which a stream is refused on upgrade. */
function refusal(url: string): Promise<number | undefined> {
  const socket = new WebSocket(url);
  socket.on('error', () => undefined);
  return new Promise((resolve, reject) => {
    socket.once('open', () => reject(new Error('let in')));
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode));
  });
}
