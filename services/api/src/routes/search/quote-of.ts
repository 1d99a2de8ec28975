import { excerptOf } from '@ringback/shared/domain/search/excerpt.ts';
import { z } from 'zod';

/** Words around what was searched, which stands from `from` to `to` in them. */
export const Excerpt = z.object({
  words: z.string(),
  from: z.number().int(),
  to: z.number().int(),
});

/** What was said, with the part around the searched words in place of all that was said. */
export function quoteOf<Said extends { words: string }>({ words, ...rest }: Said, q: string) {
  return { ...rest, excerpt: excerptOf(words, q) };
}
