import { segmentsOf } from '@ringback/shared/domain/texts/segments.ts';

const SIZES = { 'GSM-7': { alone: 160, shared: 153 }, 'UCS-2': { alone: 70, shared: 67 } } as const;

/** "91 / 160 · 1 text": how long it is, how far the texts it takes would reach, and how many. */
export function counterWords(words: string): string | null {
  if (words === '') return null;
  const { units, segments, encoding, offending } = segmentsOf(words);
  const { alone, shared } = SIZES[encoding];
  const room = segments <= 1 ? alone : shared * segments;
  const count = `${units} / ${room} · ${segments === 1 ? '1 text' : `${segments} texts`}`;
  const dear = offending.find(({ instead }) => instead !== null);
  return dear && segments > 1
    ? `${count} · “${dear.character}” makes it longer: “${dear.instead}” would not`
    : count;
}
