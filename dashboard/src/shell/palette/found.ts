import type { KeyBinding } from '../../ui/keys/keymap.ts';
import { readableKeys } from '../../ui/keys/readable-keys.ts';

/** One line of what was found. */
export type Found = {
  id: string;
  group: 'People' | 'Said in a text or call' | 'Campaigns' | 'Do';
  icon: string;
  /** The line, with what stands aside of it. */
  title: string;
  /** Where the searched words stand in the title; without it, where the letters stand. */
  mark?: readonly [from: number, to: number] | undefined;
  aside?: string | undefined;
  right?: string | undefined;
  keys?: string | undefined;
  run: () => void;
};

/** Where the letters stand in a text, for marking them; null when they do not. */
export function matchIn(text: string, query: string): [number, number] | null {
  const at = text.toLowerCase().indexOf(query.trim().toLowerCase());
  return at === -1 || query.trim() === '' ? null : [at, at + query.trim().length];
}

export type Person = { id: number; name: string | null; phone: string };

/** The people among these with the letters in their name, or the digits in their number. */
export function findPeople<P extends Person>(
  people: readonly P[],
  query: string,
  most: number,
): P[] {
  const digits = query.replace(/\D/g, '');
  const isNumber = digits.length > 2 && /^[\d\s()+.-]+$/.test(query);
  const found: P[] = [];
  for (const one of people) {
    if (found.length === most) break;
    if (isNumber ? one.phone.includes(digits) : matchIn(one.name ?? '', query)) found.push(one);
  }
  return found;
}

/** The commands of the page behind that have these letters; the part that came last first. */
export function findCommands(bindings: readonly KeyBinding[], query: string): Found[] {
  const seen = new Set<string>();
  return bindings.toReversed().flatMap((binding) => {
    const { keys, name, run } = binding;
    if (seen.has(name) || (query.trim() !== '' && !matchIn(name, query))) return [];
    seen.add(name);
    return [
      {
        id: `do-${keys}-${name}`.replace(/\W+/g, '-'),
        group: 'Do' as const,
        icon: 'bolt',
        title: name,
        keys: readableKeys(keys),
        run,
      },
    ];
  });
}
