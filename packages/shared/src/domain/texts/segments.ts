/** How the network splits a text, and what makes it more expensive than necessary. */
export type Segments = {
  encoding: 'GSM-7' | 'UCS-2';
  segments: number;
  /** Septets or UTF-16 units, what the encoding counts in. */
  units: number;
  /**
   * Characters that no GSM-7 text can hold, their positions, and a plain replacement if there is
   * one.
   */
  offending: { at: number; character: string; instead: string | null }[];
};

// The default alphabet and its extension table of 3GPP TS 23.038.
const GSM_BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
    '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const GSM_EXTENDED = new Set('\f^{}\\[~]|€');

const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201a\u201b\u02bc\u2032`´]/g, "'"],
  [/[\u201c\u201d\u201e\u201f\u2033«»]/g, '"'],
  [/[\u2039]/g, '<'],
  [/[\u203a]/g, '>'],
  [/[\u2010-\u2015\u2212\u00ad\ufe58\ufe63\uff0d]/g, '-'],
  [/\u2026/g, '...'],
  [/[\u2022\u00b7\u2023\u25cf]/g, '*'],
  [/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]/g, ' '],
  [/[\u2028\u2029]/g, '\n'],
  // The joiner U+200D stays: it holds emoji together.
  [/[\u200b\u200c\u2060\ufeff]/g, ''],
];

/**
 * Counts the segments of a text as the network bills them. Characters are never split, so a segment
 * may end one unit early. Toll-free numbers lose one more unit of each to a longer header.
 */
export function segmentsOf(text: string, { tollFree = false } = {}): Segments {
  const characters = [...text];
  const offending = offendingIn(characters);
  const encoding = offending.length === 0 ? 'GSM-7' : 'UCS-2';
  const sizes = characters.map((character) => sizeOf(character, encoding));
  const units = sizes.reduce((sum, size) => sum + size, 0);

  const [alone, shared] = encoding === 'GSM-7' ? [160, 153] : [70, 67];
  const segments = units <= alone ? Math.min(units, 1) : packed(sizes, shared - Number(tollFree));
  return { encoding, segments, units, offending };
}

/**
 * The same text with plain equivalents of typographic characters, as carriers' smart encoding does.
 */
export function plain(text: string): string {
  return PLAIN.reduce(
    (result, [look, typed]) => result.replace(look, typed),
    text.normalize('NFC'),
  );
}

function offendingIn(characters: readonly string[]): Segments['offending'] {
  const offending: Segments['offending'] = [];
  let at = 0;
  for (const character of characters) {
    if (!inGsm(character)) {
      const instead = plain(character);
      const replaces = instead !== character && [...instead].every(inGsm);
      offending.push({ at, character, instead: replaces ? instead : null });
    }
    at += character.length;
  }
  return offending;
}

function inGsm(character: string): boolean {
  return GSM_BASIC.has(character) || GSM_EXTENDED.has(character);
}

function sizeOf(character: string, encoding: Segments['encoding']): number {
  if (encoding === 'UCS-2') return character.length;
  return GSM_EXTENDED.has(character) ? 2 : 1;
}

function packed(sizes: readonly number[], capacity: number): number {
  let segments = 1;
  let filled = 0;
  for (const size of sizes) {
    if (filled + size > capacity) {
      segments += 1;
      filled = 0;
    }
    filled += size;
  }
  return segments;
}
