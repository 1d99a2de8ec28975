import { plainWords } from './plain-words.ts';

const DAY_MS = 86_400_000;
const WEEKDAYS: readonly RegExp[] = [
  /\b(?:sun(?:day)?s?|domingo|dimanche|sonntags?)\b/,
  /\b(?:mon(?:day)?s?|lunes|lundi|montags?)\b/,
  /\b(?:tue(?:s(?:day)?)?s?|martes|mardi|dienstags?)\b/,
  /\b(?:wed(?:nesday)?s?|miercoles|mercredi|mittwochs?)\b/,
  /\b(?:thu(?:r(?:s(?:day)?)?)?s?|jueves|jeudi|donnerstags?)\b/,
  /\b(?:fri(?:day)?s?|viernes|vendredi|freitags?)\b/,
  /\b(?:sat(?:urday)?s?|sabado|samedi|samstags?|sonnabends?)\b/,
];
const TODAY = /\b(?:today|tonight|hoy|esta (?:tarde|noche)|aujourdhui|ce soir|heute)\b/;
const TOMORROW =
  /\b(?:tomorrow|tmrw|tmr|demain|(?<!(?:la|de|por la|am|guten|heute|jeden|every) )manana|(?<!(?:am|guten|heute|jeden) )morgen)\b/;
const AFTER_TOMORROW =
  /\b(?:day after tomorrow|pasado manana|apres-demain|ubermorgen|uebermorgen)\b/;
const MONTHS =
  'jan\\w*|feb\\w*|mar(?:ch|zo|s|z)|apr\\w*|avril|abril|may|mayo|mai|jun\\w*|juin|jul\\w*|juillet|aug\\w*|agosto|aout|sep\\w*|oct\\w*|okt\\w*|nov\\w*|dec\\w*|dic\\w*|dez\\w*';
const OF_MONTH = new RegExp(
  `\\b(?:(\\d{1,2})(?:st|nd|rd|th)\\b|(?:${MONTHS}) (\\d{1,2})\\b|(\\d{1,2})\\.? (?:de |of )?(?:${MONTHS})\\b)`,
  'g',
);

/** Days that a person named, each as the question whether a date ('YYYY-MM-DD') is that day. */
export type NamedDay = (date: string) => boolean;

export function daysIn(text: string, saidOn: string): NamedDay[] {
  const plain = plainWords(text);
  const days: NamedDay[] = WEEKDAYS.flatMap((name, weekday) =>
    name.test(plain) ? [(date: string) => weekdayOf(date) === weekday] : [],
  );
  const ahead = (count: number) => (date: string) => daysBetween(saidOn, date) === count;
  if (AFTER_TOMORROW.test(plain)) days.push(ahead(2));
  else if (TOMORROW.test(plain)) days.push(ahead(1));
  if (TODAY.test(plain)) days.push(ahead(0));
  for (const [, one, other, third] of plain.matchAll(OF_MONTH)) {
    const day = Number(one ?? other ?? third);
    if (day >= 1 && day <= 31) days.push((date) => Number(date.slice(8, 10)) === day);
  }
  return days;
}

function weekdayOf(date: string): number {
  return new Date(`${date.slice(0, 10)}T00:00Z`).getUTCDay();
}

function daysBetween(from: string, to: string): number {
  const at = (date: string) => Date.parse(`${date.slice(0, 10)}T00:00Z`);
  return Math.round((at(to) - at(from)) / DAY_MS);
}
