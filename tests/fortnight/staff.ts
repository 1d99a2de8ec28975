import { chance } from '@ringback/simulator/chance.ts';
import type { VirtualClock } from '@ringback/simulator/virtual-clock.ts';
import { z } from 'zod';
import type { Client } from './client.ts';
import type { Outages } from './outages.ts';
import type { Tally } from './tally.ts';
import type { Work } from './work.ts';

type Deps = {
  client: Client;
  clock: VirtualClock;
  outages: Pick<Outages, 'backInMs'>;
  seed: number;
  work: Work;
  tally: Tally;
};

/** Something that a member of staff did on the screen, and that the api said yes to. */
export type Act = {
  conversationId: string;
  phone: string;
  kind: 'wrote' | 'took_over' | 'handed_back' | 'closed';
  at: Date;
  /** Of a text: the name that the screen gave it. */
  clientId?: string;
  /** Of a closing: what the person said came of it. */
  outcome?: string;
};

type Talk = { id: string; lead_phone: string };
type Plan = { name: string; share: number };

const Listed = z.object({
  data: z.array(
    z.object({ id: z.uuid(), lead_phone: z.string(), handed_over_at: z.string().nullable() }),
  ),
});

const MINUTE_MS = 60_000;
/** Who clicks and sees an error clicks again. */
const AGAIN_MS = 5_000;
const MOST_CLICKS = 6;
const CLICKS_TWICE = 0.25;
const OUTCOMES = ['success', 'qualified', 'unqualified'];

/** What becomes of a conversation that a person has. */
export const PLANS: Plan[] = [
  { name: 'answers and hands back', share: 0.3 },
  { name: 'answers and closes with an outcome', share: 0.2 },
  { name: 'answers and closes without one', share: 0.14 },
  { name: 'answers and forgets', share: 0.12 },
  { name: 'hands back without a word', share: 0.1 },
  { name: 'forgets', share: 0.14 },
];

export type Staff = ReturnType<typeof createStaff>;

/** People at the screen: they see who waits, and answer after minutes or hours, or not at all. */
export function createStaff({ client, clock, outages, seed, work, tally }: Deps) {
  const acts: Act[] = [];
  const wrongAnswers: string[] = [];
  /** Which handover of which conversation somebody has taken on. */
  const known = new Set<string>();
  const turns = new Map<string, number>();

  const drawn = (phone: string, what: string) =>
    chance(seed, 'staff', phone, turns.get(phone) ?? 0, what);

  async function click(
    talk: Talk,
    verb: string,
    body: object | undefined,
    act: Omit<Act, 'conversationId' | 'phone' | 'at'>,
    clicks = 1,
  ): Promise<void> {
    const { status } = await client.call('POST', `/api/conversations/${talk.id}/${verb}`, body);
    if (status >= 500 && clicks < MOST_CLICKS) {
      tally.count('staff clicked again after a failure');
      // While nothing works at all, people do something else.
      const waitMs = outages.backInMs() + AGAIN_MS;
      clock.after(waitMs, () => work.add(verb, click(talk, verb, body, act, clicks + 1)));
      return;
    }
    if (status === 200 || status === 202) {
      acts.push({ ...act, conversationId: talk.id, phone: talk.lead_phone, at: clock.now() });
      tally.count(`staff ${act.kind}`);
    } else if (status === 409) {
      // The lead has opted out, or the conversation is over: the screen says so.
      tally.count('staff refused');
    } else {
      wrongAnswers.push(`${verb}: ${status}`);
    }
  }

  async function write(talk: Talk, words: string): Promise<void> {
    const nth = acts.filter(({ kind, phone }) => kind === 'wrote' && phone === talk.lead_phone);
    const clientId = `${talk.lead_phone}/${turns.get(talk.lead_phone) ?? 0}/${nth.length}`;
    const body = { body: words, client_message_id: clientId };
    const send = () => click(talk, 'messages', body, { kind: 'wrote', clientId });
    if (drawn(talk.lead_phone, 'twice') >= CLICKS_TWICE) return send();
    tally.count('staff sent the same twice at once');
    await Promise.all([send(), send()]);
  }

  const after = (minutes: number, name: string, act: () => Promise<void>) =>
    clock.after(minutes * MINUTE_MS, () => work.add(name, act()));

  /** What a person does with a conversation that is theirs now, and when. */
  function follow(talk: Talk, hasWritten: boolean): void {
    const phone = talk.lead_phone;
    turns.set(phone, (turns.get(phone) ?? 0) + 1);
    const plan = pick(drawn(phone, 'plan'));
    tally.count(`staff ${plan}`);
    const soon = 2 + drawn(phone, 'answer') * 240;
    const later = soon + 10 + drawn(phone, 'then') * 300;
    if (plan === 'forgets') return;
    const isSilent = plan === 'hands back without a word';
    if (!isSilent && drawn(phone, 'takes') < 0.3) {
      after(soon - 1, 'takeover', () => click(talk, 'takeover', undefined, { kind: 'took_over' }));
    }
    if (!isSilent && !hasWritten) {
      const words = 'Hello, this is Kim from the team. How can I help you?';
      after(soon, 'answer', () => write(talk, words));
    }
    if (plan === 'answers and hands back' || isSilent) {
      after(later, 'handback', () => click(talk, 'handback', undefined, { kind: 'handed_back' }));
    }
    if (plan === 'answers and closes with an outcome') {
      const outcome = OUTCOMES[Math.floor(drawn(phone, 'outcome') * OUTCOMES.length)] ?? 'success';
      const body = { outcome, note: 'Settled by telephone.' };
      after(later, 'close', () => click(talk, 'close', body, { kind: 'closed', outcome }));
    }
    if (plan === 'answers and closes without one') {
      after(later, 'close', () => click(talk, 'close', {}, { kind: 'closed' }));
    }
  }

  return {
    acts,
    wrongAnswers,

    /** Who has been handed over since somebody last looked. */
    async look(): Promise<void> {
      const path = '/api/conversations?owner=human&open=true&limit=200';
      const { status, body } = await client.call('GET', path);
      // The database is away: the next look is in two hours.
      if (status === 503) return tally.count('staff saw nothing');
      const { data } = Listed.parse(body);
      for (const talk of data) {
        const name = `${talk.id} ${talk.handed_over_at}`;
        if (talk.handed_over_at === null || known.has(name)) continue;
        known.add(name);
        follow(talk, false);
      }
    },

    /** Writes into a conversation that nobody handed over, at this very moment. */
    async bargeIn(talk: Talk): Promise<void> {
      tally.count('staff wrote while the agent was drafting');
      await write(talk, 'Hi, Kim here. I will take this one myself.');
      follow(talk, true);
    },
  };
}

function pick(drawn: number): string {
  let sum = 0;
  for (const { name, share } of PLANS) {
    sum += share;
    if (drawn < sum) return name;
  }
  return 'forgets';
}
