import type { CallProvider, CallSnapshot } from '@ringback/shared/providers/calls/port.ts';
import { statusFromTwilio } from '@ringback/shared/providers/twilio/call-words.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { chance } from '@ringback/simulator/chance.ts';
import { type Story, storyOf } from '@ringback/simulator/stories.ts';
import type { VirtualClock } from '@ringback/simulator/virtual-clock.ts';
import { OWN_NUMBER } from '@ringback/testing/system-settings.ts';
import type { Client } from './client.ts';
import type { PhoneCall } from './phone-call.ts';
import type { Talk } from './talk.ts';
import type { Tally } from './tally.ts';
import type { Work } from './work.ts';

type Deps = {
  client: Client;
  /** What is said once somebody has picked up. */
  talk: Talk;
  clock: VirtualClock;
  seed: number;
  uuid: () => string;
  work: Work;
  tally: Tally;
};

/** The stories of the simulator that need no sound, the commonest more than once. */
const STORIES = [
  ...['00', '01', '02', '03', '03', '04', '05', '06', '07', '09'],
  ...['10', '12', '15', '16', '17', '18', '19', '20'],
];
const RING_MS = 1_500;
const PICKUP_MS = 12_000;
const AMD_MS = 3_000;
const MACHINE_MS = 40_000;
const LATE_MS = 40_000;
const OVER = ['completed', 'busy', 'no-answer', 'failed'];

const TROUBLE = { refused: 0.03, lost: 0.04, dropped: 0.06, doubled: 0.1, late: 0.12 };

/**
 * A carrier and telephones on the virtual clock, without sound: it posts signed callbacks to the api's
 * own doors, as badly as carriers do. (The simulator's calls live in real time.)
 */
export function createPhones(deps: Deps) {
  const { client, talk, clock, seed, uuid, work, tally } = deps;
  const { now } = clock;
  const all: PhoneCall[] = [];
  const rung = new Map<string, number>();

  const drawn = ({ to, nth }: Pick<PhoneCall, 'to' | 'nth'>, ...what: (string | number)[]) =>
    chance(seed, 'phone', to, nth, ...what);
  const storyBehind = (to: string): Story =>
    storyOf(STORIES[Math.floor(chance(seed, 'phone', to, 'story') * STORIES.length)] ?? '00');
  const find = (sid: string) => all.find((call) => call.sid === sid);

  /** One status callback, with the carrier's bad habits. */
  function tell(call: PhoneCall): void {
    const { sid, to, callId, status, sequence } = call;
    call.sequence += 1;
    const seconds = call.endedAt && Math.round((+call.endedAt - +call.placedAt) / 1_000);
    const fields = {
      CallSid: sid,
      CallStatus: status,
      From: OWN_NUMBER,
      To: to,
      Direction: 'outbound-api',
      SequenceNumber: String(sequence),
      ...(seconds === null ? {} : { CallDuration: String(seconds) }),
      ...(status === 'failed' ? { SipResponseCode: '404' } : {}),
    };
    const isDrawn = (what: 'dropped' | 'doubled' | 'late') => {
      const hit = drawn(call, what, sequence) < TROUBLE[what];
      if (hit) tally.count(`call callback ${what}`);
      return hit;
    };
    const post = () =>
      work.add(
        `call ${status}`,
        client.carrier(`/webhooks/twilio/voice/status?call=${callId}`, fields),
      );
    if (isDrawn('dropped')) return;
    if (isDrawn('doubled')) post();
    if (isDrawn('late')) clock.after(drawn(call, 'by', sequence) * LATE_MS, post);
    else post();
  }

  function move(call: PhoneCall, status: string): void {
    if (call.endedAt) return;
    call.status = status;
    if (OVER.includes(status)) {
      call.endedAt = now();
      tally.count(`call ${status}`);
    }
    tell(call);
  }

  function ring(call: PhoneCall): void {
    move(call, 'initiated');
    clock.after(RING_MS, () => move(call, 'ringing'));
    const story = storyBehind(call.to);
    const pickup = story.pickup(call.nth);
    clock.after(PICKUP_MS, () => {
      if (pickup === 'answers') work.add('pick up', pickUp(call, story));
      else move(call, pickup === 'fails' ? 'failed' : pickup);
    });
  }

  async function pickUp(call: PhoneCall, { persona }: Story): Promise<void> {
    if (call.endedAt) return;
    const { sid, callId, to } = call;
    move(call, 'in-progress');
    const form = { CallSid: sid, From: OWN_NUMBER, To: to, CallStatus: 'in-progress' };
    const voice = await client.carrier(`/webhooks/twilio/voice?call=${callId}`, form);
    const token = /name="token" value="([^"]+)"/.exec(voice.text)?.[1];
    if (token === undefined) {
      tally.count('call turned away at the gate');
      return move(call, 'completed');
    }
    if (persona.answeredBy === 'machine') return speakToMachine(call);
    await talk(call, token, persona.lines, () => move(call, 'completed'));
  }

  function speakToMachine(call: PhoneCall): void {
    const { sid, callId } = call;
    call.answeredBy = 'machine_start';
    tally.count('call answered by a machine');
    const fields = { CallSid: sid, AnsweredBy: 'machine_start', MachineDetectionDuration: '2900' };
    clock.after(AMD_MS, () =>
      work.add('amd', client.carrier(`/webhooks/twilio/voice/amd?call=${callId}`, fields)),
    );
    // A machine records for as long as nobody hangs up.
    clock.after(MACHINE_MS, () => move(call, 'completed'));
  }

  const snapshotOf = (call: PhoneCall): CallSnapshot => ({
    callSid: call.sid,
    status: statusFromTwilio(call.status) ?? 'queued',
    providerStatus: call.status,
    direction: 'outbound',
    placedAt: call.placedAt,
    durationSeconds: null,
    answeredBy: call.answeredBy,
  });

  const provider: CallProvider = {
    async dial({ to, callId }) {
      const nth = (rung.get(to) ?? 0) + 1;
      rung.set(to, nth);
      if (drawn({ to, nth }, 'refused') < TROUBLE.refused) {
        tally.count('dial: carrier busy');
        throw new AppError('provider_unavailable', 'The carrier is busy.');
      }
      const call: PhoneCall = {
        sid: `CA${uuid().replaceAll('-', '')}`,
        ...{ to, callId, nth, placedAt: now(), story: storyBehind(to).name, status: 'queued' },
        ...{ answeredBy: null, endedAt: null, said: [], refusedAt: null, booked: false },
        sequence: 0,
      };
      all.push(call);
      tally.count(`phone story ${call.story}`);
      ring(call);
      if (drawn(call, 'lost') < TROUBLE.lost) {
        tally.count('dial: answer lost after acceptance');
        throw new AppError('provider_unknown', 'The answer of the carrier got lost.');
      }
      return { callSid: call.sid };
    },
    async hangup(sid) {
      const call = find(sid);
      if (call && !call.endedAt) tally.count('call hung up by us');
      if (call) move(call, 'completed');
    },
    async fetch(sid) {
      const call = find(sid);
      return call ? snapshotOf(call) : null;
    },
    async findCalls({ to, since }) {
      return all.filter((call) => call.to === to && call.placedAt >= since).map(snapshotOf);
    },
  };
  return { provider, all };
}
