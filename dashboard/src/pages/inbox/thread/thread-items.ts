type Text = {
  message_id: string;
  client_message_id: string | null;
  seq: number | null;
  created_at: string;
};
type Placed = { key: string; at: string };
type Waiting = { id: string; written_at: string };

/** One line of a thread. Its key stays the same from the first key press to the receipt. */
export type ThreadItem<T, E, O> =
  | { kind: 'day'; key: string; at: number }
  | { kind: 'text'; key: string; at: number; text: T }
  | { kind: 'entry'; key: string; at: number; entry: E }
  | { kind: 'outgoing'; key: string; at: number; outgoing: O };

type Parts<T, E, O> = {
  texts: readonly T[];
  /** What happened between the texts: notes, take-overs, where the lead came from. */
  entries: readonly E[];
  /** What was written here and has no place yet. */
  outgoing: readonly O[];
  /** From which seq on the texts are known without a gap. */
  first: number;
  /** Whether the first text that is known is the first there is. */
  isBeginning: boolean;
  dayOf: (at: number) => string;
};

/**
 * A thread in order: texts by `seq`, what happened between them by time, what has no place yet last.
 * The first item has no day line: it stands in the head of the log, so that older items that are put
 * before it change nothing of what is on the screen.
 */
export function threadItems<T extends Text, E extends Placed, O extends Waiting>(
  parts: Parts<T, E, O>,
): ThreadItem<T, E, O>[] {
  const texts = inOrder(parts.texts, parts.first);
  const items: ThreadItem<T, E, O>[] = [
    ...withEntries<T, E, O>(texts, parts.entries, parts.isBeginning),
    ...unplaced<T, E, O>(parts.outgoing, texts),
  ];
  return withDays(items, parts.dayOf);
}

function inOrder<T extends Text>(texts: readonly T[], first: number): (T & { seq: number })[] {
  const placed = texts.filter(
    (text): text is T & { seq: number } => text.seq !== null && text.seq >= first,
  );
  return placed.sort((a, b) => a.seq - b.seq);
}

function withEntries<T extends Text, E extends Placed, O extends Waiting>(
  texts: readonly T[],
  entries: readonly E[],
  isBeginning: boolean,
): ThreadItem<T, E, O>[] {
  const waiting = entries
    .map((entry) => ({ entry, at: Date.parse(entry.at) }))
    .sort((a, b) => a.at - b.at || (a.entry.key < b.entry.key ? -1 : 1));
  const items: ThreadItem<T, E, O>[] = [];
  let next = 0;
  // Texts go by seq, whenever they were written down: what happened later than one stands behind it.
  let latest = -Infinity;
  for (const text of texts) {
    const at = Date.parse(text.created_at);
    latest = Math.max(latest, at);
    for (; next < waiting.length && (waiting[next]?.at ?? 0) < latest; next += 1) {
      const one = waiting[next];
      if (one && (items.length > 0 || isBeginning)) items.push(entryItem(one));
    }
    items.push({ kind: 'text', key: keyOf(text), at, text });
  }
  for (const one of waiting.slice(next)) items.push(entryItem(one));
  return items;
}

const entryItem = <E extends Placed>({ entry, at }: { entry: E; at: number }) => ({
  kind: 'entry' as const,
  key: entry.key,
  at,
  entry,
});

function unplaced<T extends Text, E, O extends Waiting>(
  outgoing: readonly O[],
  texts: readonly T[],
): ThreadItem<T, E, O>[] {
  const placed = new Set(texts.map((text) => text.client_message_id));
  return outgoing
    .filter(({ id }) => !placed.has(id))
    .map((one) => ({
      kind: 'outgoing',
      key: one.id,
      at: Date.parse(one.written_at),
      outgoing: one,
    }));
}

function withDays<T, E, O>(
  items: ThreadItem<T, E, O>[],
  dayOf: (at: number) => string,
): ThreadItem<T, E, O>[] {
  let day: string | null = null;
  return items.flatMap((item) => {
    const its = dayOf(item.at);
    const isNew = day !== null && its !== day;
    day = its;
    return isNew
      ? [{ kind: 'day' as const, key: `day ${its} ${item.key}`, at: item.at }, item]
      : [item];
  });
}

const keyOf = (text: Text): string => text.client_message_id ?? text.message_id;
