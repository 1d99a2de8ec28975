const EMAIL = /^[^\s@,;<>"()]{1,64}@[^\s@,;<>"()]+\.[^\s@,;<>"().]{2,}$/;
const LONGEST = 254;

/** The first address in a field for addresses; null if there is none. */
export function emailIn(text: string): string | null {
  for (const part of text.split(/[\s,;|<>()"]+/)) {
    const address = part.replace(/^mailto:/i, '').replace(/[.:]+$/, '');
    if (address.length <= LONGEST && EMAIL.test(address)) return address;
  }
  return null;
}
