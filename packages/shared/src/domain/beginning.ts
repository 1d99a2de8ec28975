/**
 * The beginning of what somebody wrote, so much of it that rules have at most `most` characters to read.
 * Counted as levelling leaves them: there are signs of which it makes eighteen.
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
