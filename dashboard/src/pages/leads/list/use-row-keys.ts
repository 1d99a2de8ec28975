import { useRef } from 'react';
import { useKeys } from '../../../ui/keys/use-keys.ts';

type Pick = (id: number, isPicked: boolean) => void;

/**
 * J and K go from name to name; Enter on a name opens it, as on any link. X selects the lead one is at,
 * Shift with an arrow extends the selection. `pick` null: one who only looks selects nothing.
 */
export function useRowKeys(pick: Pick | null, clear: () => void) {
  const table = useRef<HTMLElement>(null);
  const names = () => [...(table.current?.querySelectorAll<HTMLElement>('tbody th a') ?? [])];
  const current = () => document.activeElement?.closest('tr') ?? null;

  function go(step: number): void {
    const all = names();
    const row = current();
    const at = all.findIndex((name) => name.closest('tr') === row);
    const next = at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + step));
    all[next]?.focus();
  }
  function toggle(isPicked?: boolean): void {
    const box = current()?.querySelector<HTMLInputElement>('[data-pick]');
    if (box) pick?.(Number(box.dataset['pick']), isPicked ?? !box.checked);
  }
  function extend(step: number): void {
    toggle(true);
    go(step);
    toggle(true);
  }
  useKeys([
    { keys: 'j', name: 'Next lead', group: 'leads', run: () => go(1) },
    { keys: 'k', name: 'Previous lead', group: 'leads', run: () => go(-1) },
    ...(pick
      ? [
          { keys: 'x', name: 'Select', group: 'leads', run: () => toggle() },
          {
            keys: 'shift+down',
            name: 'Select the next, too',
            group: 'leads',
            run: () => extend(1),
          },
          {
            keys: 'shift+up',
            name: 'Select the previous, too',
            group: 'leads',
            run: () => extend(-1),
          },
          { keys: 'esc', name: 'Clear the selection', group: 'leads', run: clear },
        ]
      : []),
  ]);
  return table;
}
