import type { Excerpt } from '@ringback/shared/domain/search/excerpt.ts';

/** Words with the part that was searched. */
export function Marked({ words, from, to }: Excerpt) {
  return (
    <>
      {words.slice(0, from)}
      <b>{words.slice(from, to)}</b>
      {words.slice(to)}
    </>
  );
}
