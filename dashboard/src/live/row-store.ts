import type { LiveEvent } from '@ringback/shared/events/live-event.ts';
import { KEYS, type Noun, PARENT, type RowOf } from './kinds.ts';

type Entry = {
  /** Null: the row was deleted. */
  row: object | null;
  /** The event, or the place in the log from which it was fetched, that this is the state of. */
  asOf: number;
};
type Listener = () => void;

/**
 * Every row that a page has seen, by kind and key. Events and fetched rows come in any order and any
 * number of times; what is newer in the log stays.
 */
export function createRowStore() {
  const rows = new Map<Noun, Map<string, Entry>>();
  const parts = new Map<string, Set<string>>();
  /** Asked for at every painting: put together again only when one of them has changed. */
  const lists = new Map<string, readonly object[]>();
  const listeners = new Map<string, Set<Listener>>();
  let position = 0;

  const ofKind = (noun: Noun) => {
    const known = rows.get(noun) ?? new Map<string, Entry>();
    rows.set(noun, known);
    return known;
  };

  function put(noun: Noun, key: string, row: object | null, asOf: number): boolean {
    const known = ofKind(noun);
    const old = known.get(key);
    if (old && old.asOf > asOf) return false;
    // A page that was fetched while nothing happened has the same words: nobody is told of it.
    if (old && JSON.stringify(old.row) === JSON.stringify(row)) {
      old.asOf = asOf;
      return false;
    }
    known.set(key, { row, asOf });
    forget(parentOf(noun, old?.row ?? null));
    index(noun, key, row ?? old?.row ?? null);
    return true;
  }

  function index(noun: Noun, key: string, row: object | null): void {
    const parent = parentOf(noun, row);
    if (parent === null) return;
    forget(parent);
    const keys = parts.get(parent) ?? new Set<string>();
    parts.set(parent, keys.add(key));
  }

  function forget(parent: string | null): void {
    if (parent !== null) lists.delete(parent);
  }

  function publish(changed: Set<string>): void {
    for (const topic of changed) for (const listener of listeners.get(topic) ?? []) listener();
  }

  function topicsOf(noun: Noun, key: string, row: object | null): string[] {
    const parent = parentOf(noun, row);
    return [noun, `${noun}:${key}`, ...(parent === null ? [] : [parent])];
  }

  return {
    /** Up to where the log has been applied. */
    position: () => position,

    /** One batch: every listener hears once of it, whatever it changed. */
    apply(events: readonly LiveEvent[]): void {
      const changed = new Set<string>();
      for (const event of events) {
        position = Math.max(position, event.id);
        const [noun, verb] = event.type.split('.') as [Noun, string];
        if (!(noun in KEYS)) {
          changed.add('changed');
          continue;
        }
        const key = keyOf(noun, event.payload);
        const before = ofKind(noun).get(key)?.row ?? null;
        const row = verb === 'deleted' ? null : event.payload;
        if (!put(noun, key, row, event.id)) continue;
        for (const topic of topicsOf(noun, key, row ?? before)) changed.add(topic);
      }
      publish(changed);
    },

    /** Rows of an answer whose request began when the store stood at `asOf`. */
    merge<N extends Noun>(noun: N, fetched: readonly RowOf<N>[], asOf: number): void {
      const changed = new Set<string>();
      for (const row of fetched) {
        const key = keyOf(noun, row);
        if (put(noun, key, row, asOf))
          for (const topic of topicsOf(noun, key, row)) changed.add(topic);
      }
      publish(changed);
    },

    /** The log goes on from another place: what is known stays until it is fetched again. */
    reset(at: number): void {
      position = at;
      for (const known of rows.values()) for (const entry of known.values()) entry.asOf = 0;
      publish(new Set(['reset']));
    },

    get<N extends Noun>(noun: N, key: string): RowOf<N> | null {
      return (rows.get(noun)?.get(key)?.row as RowOf<N> | undefined) ?? null;
    },

    all<N extends Noun>(noun: N): RowOf<N>[] {
      return [...(rows.get(noun)?.values() ?? [])].flatMap(({ row }) =>
        row === null ? [] : [row as RowOf<N>],
      );
    },

    /** The parts of one row: the texts of a conversation, the turns of a call. The same list until one changes. */
    partsOf<N extends keyof typeof PARENT & Noun>(noun: N, id: string): readonly RowOf<N>[] {
      const parent = `${noun}<${id}`;
      const known = rows.get(noun);
      const list =
        lists.get(parent) ??
        [...(parts.get(parent) ?? [])].flatMap((key) => known?.get(key)?.row ?? []);
      lists.set(parent, list);
      return list as readonly RowOf<N>[];
    },

    /** `lead` is any lead, `lead:6` that row, `message<id` any part of that parent. */
    subscribe(topic: string, listener: Listener): () => void {
      const known = listeners.get(topic) ?? new Set<Listener>();
      listeners.set(topic, known.add(listener));
      return () => {
        known.delete(listener);
        if (known.size === 0) listeners.delete(topic);
      };
    },
  };
}

export type RowStore = ReturnType<typeof createRowStore>;

export const keyOf = (noun: Noun, row: object): string =>
  KEYS[noun].map((column) => (row as Record<string, unknown>)[column]).join('/');

function parentOf(noun: Noun, row: object | null): string | null {
  const column = PARENT[noun as keyof typeof PARENT];
  const id = column && row ? (row as Record<string, unknown>)[column] : null;
  return id == null ? null : `${noun}<${id}`;
}
