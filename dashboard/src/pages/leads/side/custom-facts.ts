/** Custom fields, as pairs of name and words; what is empty is left out. */
export function customFacts(custom: unknown): [name: string, value: string][] {
  if (typeof custom !== 'object' || custom === null) return [];
  return Object.entries(custom).flatMap(([name, value]) =>
    value === null || value === ''
      ? []
      : [
          [
            name.replaceAll('_', ' '),
            typeof value === 'object' ? JSON.stringify(value) : `${value}`,
          ],
        ],
  );
}

const TYPED = /^(-?\d+(\.\d+)?|true|false|null|[[{].*)$/s;

/** What was typed into a field: a number or a list stays one if it was one before. */
export function customValue(typed: string, before: unknown): unknown {
  const words = typed.trim();
  if (words === '') return null;
  if (typeof before !== 'string' && before !== undefined && TYPED.test(words)) {
    try {
      return JSON.parse(words);
    } catch {
      return words;
    }
  }
  return words;
}
