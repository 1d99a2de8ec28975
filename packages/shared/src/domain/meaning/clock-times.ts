import { plainWords } from './plain-words.ts';

/** A time of day that a person named. `half`: the half of the day, if that was said. */
export type ClockTime = { hour: number; minute: number; half: 'am' | 'pm' | null };

const NUMBERS: Record<string, number> = Object.fromEntries(
  [
    'one two three four five six seven eight nine ten eleven twelve',
    'una dos tres cuatro cinco seis siete ocho nueve diez once doce',
    'une deux trois quatre cinq six sept huit neuf dix onze douze',
    'eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf',
    'ein _ _ _ fuenf _ _ _ _ _ _ zwoelf',
  ].flatMap((line) => line.split(' ').map((word, index) => [word, index + 1])),
);
delete NUMBERS['_'];

const WORD = Object.keys(NUMBERS).join('|');
const HOUR = `\\d{1,2}|${WORD}`;
const PAST: Record<string, number> = {
  thirty: 30,
  fifteen: 15,
  fortyfive: 45,
  'forty five': 45,
  'y media': 30,
  'y cuarto': 15,
  'et demie': 30,
  'et quart': 15,
};
const MINUTES = `[:h]([0-5]\\d)|(?:[ -](thirty|fifteen|forty ?five|y media|y cuarto|et demie|et quart))`;
const NOT_A_TIME =
  '(?! ?(?:%|percent|prozent|por ciento|pour cent|\\$|€|£|dollars?|usd|euros?|eur|bucks|grand|miles?|km|minutes?|mins?|days?|weeks?|months?|years?|people|persons?|street|ave\\w*|road|tage?|wochen|dias|semanas|jours|semaines|times))(?![\\d.,]*\\d)';
const CLOCK = '(?: ?(?:o ?clock|uhr|heures?|hrs|h\\b|horas?))';
const HALF =
  '(?: ?(am|pm)\\b| in the (morning|afternoon|evening)| (?:at night|tonight)| de la (manana|tarde|noche)| du (matin|soir)| de l ?(apres-midi)| (morgens|vormittags|nachmittags|abends|mittags))';
const BEFORE =
  '(?:at|around|about|by|for|till|a las?|las|sobre las|hacia las|a|vers|um|gegen|ab)(?: about)? ';

/** With something that makes a number a time: before it, behind it, or a colon inside. */
const TIMES = new RegExp(
  `\\b(half past |quarter past |quarter to |halb |viertel nach |viertel vor )?(?:(${BEFORE})(half past |quarter past |quarter to |halb )?)?(${HOUR})(?:${MINUTES})?${NOT_A_TIME}(${CLOCK})?(?:( y media| y cuarto| et demie| et quart))?${HALF}?`,
  'g',
);
const NOON = /\b(?:noon|midday|mediodia|midi|mittags?)\b/g;
const MIDNIGHT = /\b(?:midnight|medianoche|minuit|mitternacht)\b/g;
const BARE = new RegExp(`\\b(${HOUR})\\b${NOT_A_TIME}`, 'g');
const EARLY = /morning|manana|matin|morgens|vormittags/;
const LATE = /afternoon|evening|night|tarde|noche|apres-midi|soir|nachmittags|abends|mittags/;
/** Said of the day rather than beside the hour: "tomorrow afternoon at three". */
const EARLY_DAY =
  /\b(?:in the morning|morning|de la manana|por la manana|matin|vormittag\w*|morgens|fruh)\b/;
const LATE_DAY =
  /\b(?:afternoon|evening|tonight|de la tarde|por la tarde|de la noche|esta noche|lapres-midi|apres-midi|ce soir|soir|nachmittag\w*|abends?|heute abend)\b/;

/** Every time of day in a text, in English, Spanish, French or German. "after three" names none. */
export function timesIn(text: string): ClockTime[] {
  const plain = plainWords(text);
  const day = EARLY_DAY.test(plain) ? 'am' : LATE_DAY.test(plain) ? 'pm' : null;
  const found: ClockTime[] = [];
  for (const match of plain.matchAll(TIMES)) {
    const time = timeOf(match, plain, day);
    if (time) found.push(time);
  }
  for (const _ of plain.matchAll(NOON)) found.push({ hour: 12, minute: 0, half: 'pm' });
  for (const _ of plain.matchAll(MIDNIGHT)) found.push({ hour: 0, minute: 0, half: 'am' });
  return found;
}

/** The same, with numbers that are times only because we asked for one: "ten", "10 is fine". */
export function timesAnswered(text: string): ClockTime[] {
  const found = timesIn(text);
  if (found.length > 0) return found;
  return [...plainWords(text).matchAll(BARE)]
    .map(([, word = '']) => ({ hour: NUMBERS[word] ?? Number(word), minute: 0, half: null }))
    .filter(({ hour }) => hour >= 1 && hour <= 24);
}

function timeOf(match: RegExpMatchArray, plain: string, day: ClockTime['half']): ClockTime | null {
  const [whole, shiftA, before, shiftB, hourWord = '', digits, words, clock, past, ...halves] =
    match;
  const shift = shiftA ?? shiftB;
  const half = halves.find(Boolean) ?? (/tonight|at night/.test(whole) ? 'night' : undefined);
  if (!shift && !before && !digits && !words && !clock && !half) return null;
  // A person who is free from three on has not agreed to three.
  if (
    /\b(?:after|before|between|until|from|despues de|antes de|entre|apres|avant|nach|vor|bis) (?:the |las? )?$/.test(
      plain.slice(0, match.index),
    )
  )
    return null;
  const hour = NUMBERS[hourWord] ?? Number(hourWord);
  if (hour > 24) return null;
  const minute = digits ? Number(digits) : (PAST[(words ?? past ?? '').trim()] ?? 0);
  return shifted({ hour: hour % 24, minute, half: half ? halfOf(half) : day }, shift?.trim());
}

function halfOf(word: string): ClockTime['half'] {
  if (word === 'am' || word === 'pm') return word;
  if (EARLY.test(word)) return 'am';
  return LATE.test(word) ? 'pm' : null;
}

function shifted(time: ClockTime, shift: string | undefined): ClockTime {
  const { hour } = time;
  switch (shift) {
    case 'half past':
      return { ...time, minute: 30 };
    case 'quarter past':
    case 'viertel nach':
      return { ...time, minute: 15 };
    case 'quarter to':
    case 'viertel vor':
      return { ...time, hour: (hour + 23) % 24, minute: 45 };
    case 'halb':
      return { ...time, hour: (hour + 23) % 24, minute: 30 };
    default:
      return time;
  }
}

/** Whether a wall clock ('YYYY-MM-DDTHH:mm') shows the time that was named. */
export function showsTime(local: string, { hour, minute, half }: ClockTime): boolean {
  const [h = -1, m = -1] = local.slice(11, 16).split(':').map(Number);
  if (m !== minute) return false;
  if (hour > 12) return h === hour;
  if (half === 'am') return h === hour % 12;
  if (half === 'pm') return h === (hour % 12) + 12;
  return h % 12 === hour % 12;
}
