const GSM_BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** These take two units each. */
const GSM_EXTENDED = '\f^{}\\[~]|€';

const PLACES = new Map([
  ...[...GSM_BASIC].map((letter) => [letter, 1] as const),
  ...[...GSM_EXTENDED].map((letter) => [letter, 2] as const),
]);

/** The replacements that `SmartEncoded` makes for look-alikes. */
const PLAIN: Record<string, string> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u2013': '-',
  '\u2014': '-',
  '\u2026': '...',
  '\u00a0': ' ',
};

/** How many segments the carrier bills for a text. Toll-free numbers split a little earlier. */
export function segmentsOf(text: string, isTollFree = false): number {
  const places = [...text].map((letter) => PLACES.get(letter));
  const isGsm = places.every((place) => place !== undefined);
  if (!isGsm) return text.length <= 70 ? 1 : Math.ceil(text.length / (isTollFree ? 66 : 67));

  const room = isTollFree ? 152 : 153;
  const total = places.reduce((sum, place) => sum + place, 0);
  if (total <= 160) return 1;
  let segments = 1;
  let used = 0;
  for (const place of places) {
    // A character of two units is never split.
    if (used + place > room) {
      segments += 1;
      used = 0;
    }
    used += place;
  }
  return segments;
}

export function smartEncoded(text: string): string {
  return text.replace(
    /[\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00a0]/g,
    (it) => PLAIN[it] ?? it,
  );
}

export function isTollFree(number: string): boolean {
  return /^\+18(00|33|44|55|66|77|88)/.test(number);
}
