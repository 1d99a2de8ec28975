/** Messages or turns that are written in one statement. */
const WRITTEN_AT_ONCE = 50;

/** The slices that are written one after another; at least one, be it empty. */
export function* inSlices<T>(items: readonly T[]): Generator<T[]> {
  for (let at = 0; at === 0 || at < items.length; at += WRITTEN_AT_ONCE) {
    yield items.slice(at, at + WRITTEN_AT_ONCE);
  }
}
