import { useRef } from 'react';
import { useKeys } from '../../../ui/keys/use-keys.ts';

/** J and K go from name to name; Enter on a name opens it, as on any link. */
export function useRowKeys() {
  const table = useRef<HTMLElement>(null);
  function go(step: number): void {
    const names = [...(table.current?.querySelectorAll<HTMLElement>('tbody th a') ?? [])];
    const at = names.indexOf(document.activeElement as HTMLElement);
    const next = at < 0 ? 0 : Math.min(names.length - 1, Math.max(0, at + step));
    names[next]?.focus();
  }
  useKeys([
    { keys: 'j', name: 'Next lead', group: 'leads', run: () => go(1) },
    { keys: 'k', name: 'Previous lead', group: 'leads', run: () => go(-1) },
  ]);
  return table;
}
