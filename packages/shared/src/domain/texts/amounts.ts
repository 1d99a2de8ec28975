const UNITS: readonly [RegExp, string][] = [
  [/^(?:%|percent|per cent|por ciento|pour ?cent|prozent)$/, '%'],
  [/^(?:\$|usd|dollars?|bucks|dolares)$/, '$'],
  [/^(?:€|eur|euros?)$/, '€'],
  [/^(?:£|gbp|pounds?|quid)$/, '£'],
];
const UNIT =
  '%|percent|per cent|por ciento|pour ?cent|prozent|\\$|usd|dollars?|bucks|dolares|€|eur|euros?|£|gbp|pounds?|quid';
const AMOUNT = new RegExp(
  `(?:(\\$|€|£|usd|eur|gbp)\\s?)?(\\d[\\d.,  ]*\\d|\\d)(?:\\s?(k|grand|mil|million|m)\\b)?(?:\\s?(${UNIT})(?![\\p{L}]))?`,
  'gu',
);
const WORDS: Record<string, number> = Object.fromEntries(
  [
    'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
  ]
    .flatMap((line) => line.split(' '))
    .map((word, index) => [word, index + 1] as [string, number])
    .concat(
      ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'].map(
        (word, index) => [word, (index + 2) * 10] as [string, number],
      ),
    ),
);
const SPELT = new RegExp(
  `\\b(?:(?:${Object.keys(WORDS).join('|')}|hundred|thousand|million|and)\\b[ -]?){1,12}(?:\\s?(dollars?|bucks|euros?|pounds?|percent|grand))?`,
  'g',
);

/**
 * The numbers of a text in one spelling, with their unit if they have one: "$1,500.00", "1.500 USD"
 * and "1.5k dollars" are one amount. Numbers in English words count where they are money or large.
 */
export function amountsIn(plain: string): string[] {
  const digits = [...plain.matchAll(AMOUNT)].map(([, before, number = '', scale, after]) =>
    spelling(numberIn(number) * scaleOf(scale), unitOf(before ?? after)),
  );
  const spelt = [...plain.matchAll(SPELT)].flatMap(([words, unit]) => {
    const value = spoken(words);
    if (value === null || (unit === undefined && value < 100)) return [];
    return [spelling(unit === 'grand' ? value * 1_000 : value, unitOf(unit))];
  });
  return [...digits, ...spelt];
}

function spelling(value: number, unit: string): string {
  return `${Math.round(value * 100) / 100}${unit}`;
}

/** "1.500" and "1,500" are thousands; the last mark before one or two digits is a decimal one. */
function numberIn(number: string): number {
  const packed = number.replace(/[\s ]/g, '').replace(/[.,]$/, '');
  const decimal = /[.,](\d{1,2})$/.exec(packed);
  const whole = decimal ? packed.slice(0, -decimal[0].length) : packed;
  return Number(`${whole.replace(/[.,]/g, '') || '0'}.${decimal?.[1] ?? '0'}`);
}

function scaleOf(scale: string | undefined): number {
  if (scale === undefined) return 1;
  return scale.startsWith('m') && scale !== 'mil' ? 1_000_000 : 1_000;
}

function unitOf(unit: string | undefined): string {
  return UNITS.find(([words]) => words.test(unit ?? ''))?.[1] ?? '';
}

function spoken(words: string): number | null {
  let total = 0;
  let part = 0;
  let isNumber = false;
  for (const word of words.split(/[^a-z]+/)) {
    const value = WORDS[word];
    if (value !== undefined) part += value;
    else if (word === 'hundred') part = Math.max(1, part) * 100;
    else if (word === 'thousand' || word === 'million') {
      total += Math.max(1, part) * (word === 'thousand' ? 1_000 : 1_000_000);
      part = 0;
    } else continue;
    isNumber = true;
  }
  return isNumber ? total + part : null;
}
