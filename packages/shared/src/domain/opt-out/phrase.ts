/**
 * One phrase that refuses further contact, over levelled words (see opt-out-words). In a pattern a
 * space also spans a comma. The guards look at what stands right before and right after the match.
 */
export type OptOutPhrase = {
  id: string;
  pattern: string;
  unlessBefore?: string;
  unlessAfter?: string;
};
