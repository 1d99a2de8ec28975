import type { VirtualClock } from '@ringback/simulator/virtual-clock.ts';
import type { Dice } from './dice.ts';
import type { Tally } from './tally.ts';

export type Outages = ReturnType<typeof createOutages>;
/** How much of the time between two moments the database was away. */
export type AwayMs = (from: Date | string, until: Date | string) => number;

type Outage = { from: number; until: number };

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** In the middle of everybody's day, when most is written and sent. */
const LONG = { everyDays: 2, firstDay: 1, atMs: 17.6 * HOUR_MS, lastsMs: 25 * MINUTE_MS };
/** The share of questions in the middle of which it goes away, and for how long. */
const SUDDEN = { share: 0.0015, leastMs: 5_000, mostMs: 90_000 };

type Deps = { clock: VirtualClock; days: number; dice: Dice; tally: Tally };

/** Stretches in which neither the api nor a worker reaches the database. */
export function createOutages({ clock, days, dice, tally }: Deps) {
  const startMs = clock.now().getTime();
  /** Whoever sets up before the first hour or asks after the last one finds it there. */
  const lastMs = startMs + days * DAY_MS - HOUR_MS;
  const all: Outage[] = [];
  let current: Outage | null = null;

  function begin(lastsMs: number, what: string): void {
    const from = clock.now().getTime();
    if (current || from < startMs + HOUR_MS || from + lastsMs > lastMs) return;
    const outage = { from, until: from + lastsMs };
    tally.count(what);
    all.push(outage);
    current = outage;
    clock.after(lastsMs, () => {
      current = null;
    });
  }
  for (let day = LONG.firstDay; day < days; day += LONG.everyDays) {
    clock.after(day * DAY_MS + LONG.atMs, () => begin(LONG.lastsMs, 'database away for long'));
  }

  const awayMs: AwayMs = (from, until) => {
    const [begins, ends] = [new Date(from).getTime(), new Date(until).getTime()];
    const parts = all.map((one) => Math.min(ends, one.until) - Math.max(begins, one.from));
    return parts.reduce((sum, part) => sum + Math.max(0, part), 0);
  };

  return {
    awayMs,
    isAway: () => current !== null,
    /** 0 while it is there. */
    backInMs: () => (current ? current.until - clock.now().getTime() : 0),
    /** The way to the database that is cut at these times. */
    cut(base: typeof fetch): typeof fetch {
      return async (input, init) => {
        if (dice.chance(SUDDEN.share)) {
          const lastsMs = SUDDEN.leastMs + dice.below(SUDDEN.mostMs - SUDDEN.leastMs);
          begin(lastsMs, 'database suddenly away');
        }
        if (!current) return base(input, init);
        tally.count('question to a database that is away');
        throw new TypeError('the database is away');
      };
    },
  };
}
