import { showsTime, timesAnswered, timesIn } from './clock-times.ts';
import { daysIn } from './days.ts';
import { clausesOf, isNegated, isOfOthers, plainWords, saysNo, saysYes } from './plain-words.ts';

export type Agreement = {
  /** What the lead said in one turn. */
  said: string;
  /** What we said right before; null: nothing. */
  ours: string | null;
  /** The lead's wall clock when it said so: 'YYYY-MM-DDTHH:mm'. */
  saidAtLocal: string;
  /** The moment that is to be booked, on the same clock. */
  startsAtLocal: string;
};

const APPOINTMENT =
  '(?:appointments?|appt|visit\\w*|meeting\\w*|booking\\w*|test drive|viewing|showing|tour|consultation|come|coming|meet|book|schedule\\w*|citas?|visitas?|reunion\\w*|reserv\\w*|venir|ir|rendez-vous|rdv|visite|rencontre|termine?|besuch|besichtigung|probefahrt|treffen|kommen)';
/** Words that want no appointment, wherever they stand. */
const NO_APPOINTMENT = new RegExp(
  `\\b(?:no|not|dont|doesnt|never|cant|cannot|wont|didnt|cancel\\w*|without|ni|ne|pas|non|nicht|kein\\w*|sin|anul\\w*|annul\\w*|absag\\w*|storn\\w*)\\b(?: [\\w-]+){0,5}? ${APPOINTMENT}\\b|\\bcancel\\w*\\b|\\b${APPOINTMENT} (?:is |are )?(?:not|nicht|pas|no)\\b`,
);
const FORGIVEN =
  /\b(?:no problem\w*|no worries|cant wait|cannot wait|why not|dont mind|wouldnt mind|kein problem|pas de probleme|pas de souci)\b/g;
/** A time in such a clause is no time for an appointment. */
const ELSE_AT =
  /\b(?:are you (?:guys )?(?:open|closed|there)|(?:do|does|is|when) (?:you|it|the \w+) (?:open|close)\w*|opens?|closes?|opening|closing|abierto|abren|cierran|ouvert\w*|ouvrez|fermez|geoffnet|offen|was|were|came|went|had|yesterday|last (?:week|month|year|night|time)|ayer|estuve|hier soir|etais|gestern|war|(?:call|ring|phone|text|message|write|email) (?:me|us)\b|llam(?:e|a|en)(?:me|nos)|rappelez|appelez|rufen?|ruf)\b/;
const BOOKS =
  /\b(?:book\w*|appointment|appt|schedul\w*|visit|come|coming|meet\w*|see you|put me down|sign me up|reserve|cita|visita|reserv\w*|rendez-vous|rdv|termin|vorbei\w*|komme\w*)\b/;
const QUESTION =
  /\b(?:how much|what (?:is|does|would)|price|cost|cuanto|combien|wie viel|wieviel|was kostet)\b/;
const DISTANCE =
  /\b(?:in|en|dans) (half an|an?|one|two|three|una?|dos|tres|une?|deux|trois|einer?|zwei|drei|\d{1,3}) (hours?|hrs?|minutes?|mins?|horas?|minutos?|heures?|stunden?|minuten?)\b/;
const COUNTS: Record<string, number> = Object.fromEntries(
  ['half an:0.5', 'a:1', 'an:1', 'one:1', 'two:2', 'three:3', 'una:1', 'un:1', 'dos:2', 'tres:3']
    .concat(['une:1', 'deux:2', 'trois:3', 'eine:1', 'einer:1', 'ein:1', 'zwei:2', 'drei:3'])
    .map((pair) => pair.split(':') as [string, string])
    .map(([word, count]) => [word, Number(count)]),
);
const MINUTE_MS = 60_000;
/** "In an hour" is meant roughly. */
const ROUGHLY_MS = 30 * MINUTE_MS;

/**
 * Whether the lead agrees to that very moment: it names the time, or says yes to the one that we
 * offered. A doubt is no. English, Spanish, French and German.
 */
export function agreesToTime({ said, ours, saidAtLocal, startsAtLocal }: Agreement): boolean {
  const plain = plainWords(said).replace(FORGIVEN, ' ');
  if (refusesAppointment(said)) return false;
  const days = daysIn(said, saidAtLocal);
  if (days.length > 0 && !days.some((isDay) => isDay(startsAtLocal))) return false;
  const asked = ours !== null && asksForTime(ours);

  const clauses = clausesOf(plain).filter((clause) => !isNegated(clause) && !isOfOthers(clause));
  const apt = clauses.filter((clause) => !ELSE_AT.test(clause) || BOOKS.test(clause));
  const named = apt.flatMap((clause) => (asked ? timesAnswered(clause) : timesIn(clause)));
  if (named.length > 0) {
    if (!named.some((time) => showsTime(startsAtLocal, time))) return false;
    if (QUESTION.test(plain) && !BOOKS.test(plain) && !asked) return false;
    return days.length > 0 || !ours || isOnOfferedDay(ours, saidAtLocal, startsAtLocal);
  }
  if (timesIn(said).length > 0) return false;
  if (apt.some((clause) => isThen(clause, saidAtLocal, startsAtLocal))) return true;
  const picksDay = days.length > 0 && apt.some((clause) => daysIn(clause, saidAtLocal).length > 0);
  if (!picksDay && !saysYes(said)) return false;
  return offered(ours, saidAtLocal, startsAtLocal, picksDay);
}

/** Whether the lead names a time or speaks of coming, or says yes where we spoke of it. */
export function speaksOfBooking(said: string, ours: string | null): boolean {
  const clauses = clausesOf(plainWords(said)).filter((one) => !isNegated(one) && !isOfOthers(one));
  if (clauses.some((one) => BOOKS.test(one) && !/^(?:when|what|how)\b/.test(one))) return true;
  if (clauses.some((one) => timesIn(one).length > 0 && !ELSE_AT.test(one))) return true;
  if (ours === null) return false;
  const isOffered = timesIn(ours).length > 0 || BOOKS.test(plainWords(ours));
  return isOffered && (saysYes(said) || timesAnswered(said).length > 0);
}

/** Whether the lead wants no appointment, or says no. */
export function refusesAppointment(said: string): boolean {
  const plain = plainWords(said).replace(FORGIVEN, ' ').replace(/\s+/g, ' ');
  return NO_APPOINTMENT.test(plain) || saysNo(said);
}

/** Whether we offered that very time, and no other that a yes could mean. */
function offered(
  ours: string | null,
  saidAt: string,
  startsAt: string,
  picksDay: boolean,
): boolean {
  if (ours === null) return false;
  const offers = plainWords(ours)
    .split(/[.!?\n]+|\s(?:or|o|ou|oder|and|y|et|und)\s|,/)
    .flatMap((part) => timesIn(part).map((time) => ({ time, days: daysIn(part, saidAt) })));
  const fits = offers.filter(
    ({ time, days }) =>
      showsTime(startsAt, time) && (days.length === 0 || days.some((isDay) => isDay(startsAt))),
  );
  if (fits.length !== 1) return false;
  return (offers.length === 1 || picksDay) && isOnOfferedDay(ours, saidAt, startsAt);
}

/** Where our words name days, one of them is that day. */
function isOnOfferedDay(ours: string, saidAt: string, startsAt: string): boolean {
  const days = daysIn(ours, saidAt);
  return days.length === 0 || days.some((isDay) => isDay(startsAt));
}

function isThen(clause: string, saidAt: string, startsAt: string): boolean {
  const [, count = '', unit = ''] = DISTANCE.exec(clause) ?? [];
  if (unit === '') return false;
  const minutes = (COUNTS[count] ?? Number(count)) * (/^(?:h|st)/.test(unit) ? 60 : 1);
  const then = Date.parse(`${saidAt}Z`) + minutes * MINUTE_MS;
  return Math.abs(then - Date.parse(`${startsAt}Z`)) <= ROUGHLY_MS;
}

const ASKS_TIME =
  /\b(?:what|which|when|whats) (?:\w+ ){0,4}(?:time|day|hour|suits?|works?|good|best|would|could|can|do|are)\b|\bwhat time\b|\bwhen\b|\b(?:que|a que) (?:dia|hora)\b|\bcuando\b|\b(?:quel(?:le)?) (?:jour|heure)\b|\bquand\b|\b(?:um wie ?viel uhr|wann|welche[rn]? (?:tag|uhrzeit))\b/;

/** Whether we asked when, or named a time ourselves: then a number alone is a time. */
function asksForTime(ours: string): boolean {
  return ASKS_TIME.test(plainWords(ours)) || timesIn(ours).length > 0;
}
