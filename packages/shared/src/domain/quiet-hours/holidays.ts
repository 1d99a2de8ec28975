const DAY = 86_400_000;
const [SUNDAY, MONDAY, TUESDAY, THURSDAY, SATURDAY] = [0, 1, 2, 4, 6];

/** How a holiday finds its date in a year. */
type Holiday = (year: number) => number;

const FEDERAL: readonly Holiday[] = [
  on(1, 1),
  nth(3, MONDAY, 1),
  nth(3, MONDAY, 2),
  last(MONDAY, 5),
  on(6, 19),
  on(7, 4),
  nth(1, MONDAY, 9),
  nth(2, MONDAY, 10),
  on(11, 11),
  nth(4, THURSDAY, 11),
  on(12, 25),
];

const goodFriday: Holiday = (year) => easter(year) - 2 * DAY;
const mardiGras: Holiday = (year) => easter(year) - 47 * DAY;
const dayAfterThanksgiving: Holiday = (year) => nth(4, THURSDAY, 11)(year) + DAY;
const generalElection: Holiday = (year) => nth(1, MONDAY, 11)(year) + DAY;

// Days that only some offices of a state observe are listed too: a day too many costs only that
// day.
const BY_STATE: Readonly<Record<string, readonly Holiday[]>> = {
  'US-AL': [mardiGras, nth(4, MONDAY, 4), nth(1, MONDAY, 6), dayAfterThanksgiving],
  'US-LA': [
    on(1, 8),
    on(1, 19),
    mardiGras,
    goodFriday,
    on(6, 3),
    on(8, 30),
    generalElection,
    dayAfterThanksgiving,
  ],
  'US-PA': [goodFriday, nth(3, TUESDAY, 5), on(6, 14), generalElection, dayAfterThanksgiving],
  'US-RI': [on(5, 4), nth(2, MONDAY, 8), generalElection],
};

const known = new Map<string, ReadonlySet<string>>();

/** Whether a local day ('YYYY-MM-DD') is a public holiday of a state, or observed as one. */
export function isHoliday(jurisdiction: string, localDay: string): boolean {
  const id = `${jurisdiction} ${localDay.slice(0, 4)}`;
  const days = known.get(id) ?? holidaysOf(jurisdiction, Number(localDay.slice(0, 4)));
  known.set(id, days);
  return days.has(localDay);
}

function holidaysOf(jurisdiction: string, year: number): ReadonlySet<string> {
  const rules = [...FEDERAL, ...(BY_STATE[jurisdiction] ?? [])];
  // New Year's Day on a Saturday is observed on the last day of the year before.
  const moments = [year, year + 1].flatMap((y) => rules.flatMap((rule) => observed(rule(y))));
  return new Set(moments.map((ms) => new Date(ms).toISOString().slice(0, 10)));
}

// The day itself and, on a weekend, the weekday on which it is observed.
function observed(ms: number): number[] {
  const weekday = new Date(ms).getUTCDay();
  if (weekday === SATURDAY) return [ms, ms - DAY];
  if (weekday === SUNDAY) return [ms, ms + DAY];
  return [ms];
}

function on(month: number, day: number): Holiday {
  return (year) => Date.UTC(year, month - 1, day);
}

function nth(count: number, weekday: number, month: number): Holiday {
  return (year) => {
    const first = Date.UTC(year, month - 1, 1);
    const ahead = (weekday - new Date(first).getUTCDay() + 7) % 7;
    return first + (ahead + (count - 1) * 7) * DAY;
  };
}

function last(weekday: number, month: number): Holiday {
  return (year) => {
    const end = Date.UTC(year, month, 0);
    return end - ((new Date(end).getUTCDay() - weekday + 7) % 7) * DAY;
  };
}

/** Western Easter by Gauss's algorithm, valid for the Gregorian years 1900 to 2099. */
function easter(year: number): number {
  const a = year % 19;
  const b = year % 4;
  const c = year % 7;
  const d = (19 * a + 24) % 30;
  const e = (2 * b + 4 * c + 6 * d + 5) % 7;
  const late = d + e > 9;
  if (late && d === 29 && e === 6) return Date.UTC(year, 3, 19);
  if (late && d === 28 && e === 6 && a > 10) return Date.UTC(year, 3, 18);
  return late ? Date.UTC(year, 3, d + e - 9) : Date.UTC(year, 2, 22 + d + e);
}
