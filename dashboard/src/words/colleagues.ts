/** A person whose name is not known here, where a sentence or a line begins with it. */
export const SOME_COLLEAGUE = 'A colleague';

/** "Marcus’s", or "a colleague’s" in the middle of a sentence. */
export const possessive = (name: string): string =>
  name === SOME_COLLEAGUE ? 'a colleague’s' : `${name}’s`;
