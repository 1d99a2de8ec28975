/**
 * The beginning of a person's text, cut so that rules have at most `most` characters to read,
 * counted after levelling: some signs become eighteen characters.
 */
export function beginning(text: string, most: number): string {
  const head = text.slice(0, most);
  if (head.normalize('NFKC').length <= most) return head;
  let length = 0;
  let end = 0;
  for (const sign of head) {
    length += sign.normalize('NFKC').length;
    if (length > most) break;
    end += sign.length;
  }
  return head.slice(0, end);
}
