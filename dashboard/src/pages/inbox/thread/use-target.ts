import { useEffect } from 'react';
import type { Thread, useThread } from '../data/use-thread.ts';
import type { LogItem } from './use-items.ts';

/** The key of the text with this `seq`. Older pages are loaded until it is there, or the beginning is. */
export function useTarget(
  seq: number | null,
  items: readonly LogItem[],
  { range }: Thread,
  { isLoadingOlder, olderError, loadOlder }: ReturnType<typeof useThread>,
): string | null {
  const isOlder = seq !== null && seq < range.first && range.older !== null;
  useEffect(() => {
    if (isOlder && !isLoadingOlder && !olderError) loadOlder();
  });
  if (seq === null) return null;
  return items.find((item) => item.kind === 'text' && item.text.seq === seq)?.key ?? null;
}
