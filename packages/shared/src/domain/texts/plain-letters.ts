// Letters of other alphabets that look like Latin ones.
const LOOK_ALIKES: Record<string, string> = Object.fromEntries(
  ['аa', 'еe', 'оo', 'рp', 'сc', 'хx', 'уy', 'іi', 'јj', 'ѕs', 'ԁd', 'һh', 'мm', 'тt', 'кk', 'вb']
    .concat(['ɑa', 'οo', 'αa', 'εe', 'ιi', 'κk', 'νv', 'ρp', 'τt', 'υu', 'χx', 'ıi', 'ɡg', 'ⅼl'])
    .map((pair) => [pair.slice(0, 1), pair.slice(1)]),
);
const LOOK_ALIKE = new RegExp(`[${Object.keys(LOOK_ALIKES).join('')}]`, 'gu');

/** Where ten digits of another script begin. */
const ZEROS = [0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xe50, 0xed0, 0x1040];

/**
 * A text as a reader sees it: full-width and styled signs, look-alike letters and foreign digits
 * become the plain ones that they stand for. For rules only, never sent.
 */
export function plainLetters(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\ufe0e\ufe0f\u20e3\u200d]/g, '')
    .replace(/[\u3002\uff61\u2024\u00b7]/g, '.')
    .replace(LOOK_ALIKE, (letter) => LOOK_ALIKES[letter] ?? letter)
    .replace(/[^\P{Nd}0-9]/gu, digit);
}

function digit(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  const zero = ZEROS.find((first) => code >= first && code < first + 10);
  return zero === undefined ? sign : String(code - zero);
}
