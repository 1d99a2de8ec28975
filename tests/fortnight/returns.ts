import { chance } from '@ringback/simulator/chance.ts';
import type { Simulator } from '@ringback/simulator/service.ts';
import type { VirtualClock } from '@ringback/simulator/virtual-clock.ts';
import { OWN_NUMBER } from '@ringback/testing/system-settings.ts';
import { z } from 'zod';
import type { Tally } from './tally.ts';
import type { Work } from './work.ts';

type Deps = {
  simulator: Pick<Simulator, 'text'>;
  query: (sql: string) => Promise<unknown[]>;
  clock: VirtualClock;
  seed: number;
  work: Work;
  tally: Tally;
};

/** Somebody who wrote again when all was over. */
export type Return = {
  phone: string;
  conversationId: string;
  at: Date;
  words: string;
  asks: boolean;
};

type Story = {
  share: number;
  name: string;
  asks: boolean;
  texts: { afterMs: number; body: string }[];
};

const HOUR_MS = 3_600_000;
const COMES_BACK = 0.45;
const Ended = z.object({
  id: z.string(),
  phone: z.string(),
  ended_at: z.string(),
  is_suppressed: z.boolean(),
});

export const RETURN_STORIES: Story[] = [
  {
    share: 0.45,
    name: 'came back and booked',
    asks: true,
    texts: [
      { afterMs: 0, body: 'Sorry for the silence. I am still interested.' },
      { afterMs: HOUR_MS / 2, body: 'Tuesday at ten works for me' },
    ],
  },
  {
    share: 0.2,
    name: 'came back with a question',
    asks: true,
    texts: [{ afterMs: 0, body: 'What is the price again?' }],
  },
  {
    share: 0.15,
    name: 'came back to say goodbye',
    asks: false,
    texts: [{ afterMs: 0, body: 'Thanks again, bye' }],
  },
  {
    share: 0.1,
    name: 'came back for a person',
    asks: true,
    texts: [{ afterMs: 0, body: 'Can I talk to a real person please?' }],
  },
  {
    share: 0.1,
    name: 'came back to opt out',
    asks: false,
    texts: [{ afterMs: 0, body: 'Please take me off your list' }],
  },
];

/** People who write again hours or days after their conversation ended. */
export function createReturns({ simulator, query, clock, seed, work, tally }: Deps) {
  const all: Return[] = [];
  const known = new Set<string>();
  /** Who wrote although they had asked for silence: nobody may answer them. */
  const afterOptingOut = new Set<string>();

  async function comeBack(phone: string, conversationId: string, story: Story): Promise<void> {
    const [still] = await query(
      `select id from sms_conversations where id = '${conversationId}' and ended_at is not null`,
    );
    if (!still) return;
    const [first] = story.texts;
    tally.count(story.name);
    all.push({
      ...{ phone, conversationId, asks: story.asks, words: first?.body ?? '' },
      at: clock.now(),
    });
    for (const { afterMs, body } of story.texts) {
      const write = () => simulator.text({ from: phone, to: OWN_NUMBER, body, photos: 0 });
      if (afterMs === 0) write();
      else clock.after(afterMs, write);
    }
  }

  return {
    all,
    afterOptingOut,
    /** Who might come back, once for each number. */
    async look(): Promise<void> {
      const ended = z.array(Ended).parse(
        await query(`select v.id, v.lead_phone as phone, v.ended_at::text,
            exists (select 1 from suppressions s
                    where s.phone = v.lead_phone and s.lifted_at is null) as is_suppressed
          from sms_conversations v where v.ended_at is not null order by v.lead_phone`),
      );
      for (const { id, phone, ended_at: endedAt, is_suppressed: isSuppressed } of ended) {
        if (known.has(phone)) continue;
        known.add(phone);
        const drawn = (what: string) => chance(seed, 'returns', phone, what);
        if (drawn('comes') >= COMES_BACK) continue;
        const wishes = 6 * HOUR_MS + drawn('when') * 54 * HOUR_MS;
        const delayMs = Date.parse(endedAt) + wishes - clock.now().getTime();
        if (isSuppressed) {
          tally.count('wrote after opting out');
          afterOptingOut.add(phone);
          clock.after(delayMs, () =>
            simulator.text({ from: phone, to: OWN_NUMBER, body: 'Did you get that?', photos: 0 }),
          );
          continue;
        }
        const story = pick(drawn('story'));
        clock.after(delayMs, () => work.add('a late reply', comeBack(phone, id, story)));
      }
    },
  };
}

function pick(drawn: number): Story {
  let sum = 0;
  for (const story of RETURN_STORIES) {
    sum += story.share;
    if (drawn < sum) return story;
  }
  return RETURN_STORIES[0] as Story;
}
