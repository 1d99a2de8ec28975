/** Words with the part of them marked that proves something. */
export function Marked({ words, quote }: { words: string; quote: string | null }) {
  const at = quote ? words.toLowerCase().indexOf(quote.toLowerCase()) : -1;
  if (!quote || at < 0) return words;
  return (
    <>
      {words.slice(0, at)}
      <mark>{words.slice(at, at + quote.length)}</mark>
      {words.slice(at + quote.length)}
    </>
  );
}
