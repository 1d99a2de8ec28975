const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const NUMBERS: Record<string, number> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  noon: 12,
  midday: 12,
};
const NUMBER = `\\d{1,2}|${Object.keys(NUMBERS).join('|')}`;
const DAY = `(?:(?:next|this|on)\\s+)?(?:${DAYS.join('|')})|today|tonight|tomorrow`;
const TIME = `(half past\\s+)?(${NUMBER})(?::(\\d\\d))?(?:\\s*o'?clock)?(?:\\s*([ap])\\.?m\\b\\.?)?(?:\\s+in the\\s+(morning|afternoon|evening))?`;
const DAY_AND_TIME = new RegExp(`\\b(${DAY})(?:\\s*,?\\s+(?:at|around|by)\\s+${TIME})?\\b`, 'i');
const TIME_ALONE = new RegExp(`\\bat\\s+${TIME}\\b`, 'i');
const DISTANCE = new RegExp(
  `\\bin\\s+(half an|${NUMBER}|\\d{1,3})\\s+(minute|hour|day|week)s?\\b`,
  'i',
);
const MINUTES: Record<string, number> = { minute: 1, hour: 60, day: 1440, week: 10_080 };
const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;

/** A time in a text: `local` is `YYYY-MM-DDTHH:mm`, null when only a day was named. */
export type Moment = { words: string; local: string | null };

/** The first time in a text, seen from `nowLocal`; null when no time is named. */
export function momentIn(text: string, nowLocal: string): Moment | null {
  const now = Date.parse(`${nowLocal}:00Z`);
  const distance = DISTANCE.exec(text);
  if (distance !== null) {
    const count = /half/i.test(distance[1] ?? '') ? 0.5 : numberOf(distance[1]);
    const minutes = count * (MINUTES[(distance[2] ?? '').toLowerCase()] ?? 0);
    return { words: distance[0], local: localOf(now + minutes * MINUTE_MS) };
  }
  const found = DAY_AND_TIME.exec(text);
  if (found !== null) {
    const day = dayOf(now, found[1] ?? '');
    const minute =
      found[3] === undefined ? null : minuteOfDay(found.slice(2), /tonight/i.test(found[1] ?? ''));
    return { words: found[0], local: minute === null ? null : localOf(day + minute * MINUTE_MS) };
  }
  const time = TIME_ALONE.exec(text);
  if (time === null) return null;
  const at = midnight(now) + minuteOfDay(time.slice(1), false) * MINUTE_MS;
  return { words: time[0], local: localOf(at > now ? at : at + DAY_MS) };
}

function dayOf(now: number, words: string): number {
  const today = midnight(now);
  const name = words.toLowerCase().split(/\s+/).at(-1) ?? '';
  if (name === 'today' || name === 'tonight') return today;
  if (name === 'tomorrow') return today + DAY_MS;
  const ahead = (DAYS.indexOf(name) - new Date(now).getUTCDay() + 7) % 7;
  return today + (ahead === 0 ? 7 : ahead) * DAY_MS;
}

/** Without am or pm, one to seven o'clock is in the afternoon: no lead books a call at three at night. */
function minuteOfDay(
  [half, hourWord, minutes, meridiem, part]: (string | undefined)[],
  night: boolean,
): number {
  const named = numberOf(hourWord);
  const afternoon =
    meridiem?.toLowerCase() === 'p' || part === 'afternoon' || part === 'evening' || night;
  const morning = meridiem?.toLowerCase() === 'a' || part === 'morning';
  const hour =
    named < 12 && (afternoon || (!morning && named < 8))
      ? named + 12
      : morning && named === 12
        ? 0
        : named;
  return hour * 60 + (half === undefined ? Number(minutes ?? 0) : 30);
}

function numberOf(word = ''): number {
  return NUMBERS[word.toLowerCase()] ?? Number(word);
}

function midnight(at: number): number {
  return Math.floor(at / DAY_MS) * DAY_MS;
}

function localOf(at: number): string {
  return new Date(at).toISOString().slice(0, 16);
}
