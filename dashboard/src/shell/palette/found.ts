import type { KeyBinding } from '../../ui/keys/keymap.ts';
import { readableKeys } from '../../ui/keys/readable-keys.ts';

/** One line of what was found. */
export type Found = {
  id: string;
  group: 'People' | 'Said in a text or call' | 'Do';
  icon: string;
  /** The line, with what stands aside of it. */
  title: string;
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
