import { useKeys } from './use-keys.ts';

/** `[` and `]` go to the tab before the shown one and to the one after it; at an end, nowhere. */
export function useTabKeys<T>(tabs: readonly T[], shown: T, go: (tab: T) => void): void {
  const step = (by: 1 | -1) => () => {
    const tab = tabs[tabs.indexOf(shown) + by];
    if (tab !== undefined) go(tab);
  };
  useKeys([
    { keys: '[', name: 'Previous tab', group: 'everywhere', run: step(-1) },
    { keys: ']', name: 'Next tab', group: 'everywhere', run: step(1) },
  ]);
}
