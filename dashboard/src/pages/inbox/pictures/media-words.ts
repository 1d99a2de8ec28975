import type { TextMedia } from '@ringback/shared/events/text-rows.ts';
import { megabytes } from './attachments.ts';

const SHOWN = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];

/** How one picture or file of a text is shown. */
export type Shown =
  | { as: 'picture' }
  | { as: 'download'; words: string }
  /** There is nothing to see (yet), and why. */
  | { as: 'words'; words: string };

const FAULTS = {
  too_large: 'A picture came that is too large to keep.',
  gone: 'A picture came, and the carrier no longer has it.',
  unreachable: 'A picture came, and could not be fetched from the carrier.',
  refused: 'A picture came from an address that is not the carrier’s. It was not fetched.',
} as const;

export function shownAs({ state, fault, type, bytes }: TextMedia): Shown {
  switch (state) {
    case 'pending':
      return { as: 'words', words: 'A picture is on its way…' };
    case 'failed':
      return { as: 'words', words: FAULTS[fault ?? 'unreachable'] };
    case 'deleted':
      return { as: 'words', words: 'The picture was deleted: its time was over.' };
    case 'kept':
      if (SHOWN.includes(type ?? '')) return { as: 'picture' };
      return { as: 'download', words: fileWords(type, bytes) };
  }
}

function fileWords(type: string | null, bytes: number | null): string {
  const what = type === 'image/heic' ? 'HEIC picture' : 'File';
  return bytes === null ? what : `${what}, ${megabytes(bytes)}`;
}

/** "Picture", "3 pictures": for where there is no room for them. */
export const countWords = (count: number): string =>
  count === 1 ? 'Picture' : `${count} pictures`;
