import type { DraftMode } from '../keep/drafts.ts';

/** Asks the composer of the page for the focus, in one of its modes. */
const EVENT = 'ringback:compose';

export function focusComposer(mode: DraftMode): void {
  dispatchEvent(new CustomEvent(EVENT, { detail: mode }));
}

export function whenAskedToCompose(listener: (mode: DraftMode) => void): () => void {
  const hear = (event: Event) => listener((event as CustomEvent<DraftMode>).detail);
  addEventListener(EVENT, hear);
  return () => removeEventListener(EVENT, hear);
}
