import { useEffect, useRef } from 'react';
import { type KeyBinding, keymap } from './keymap.ts';

/** Keys that work as long as this part is on the page. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const latest = useRef(bindings);
  latest.current = bindings;
  const names = bindings.map(({ keys, name }) => `${keys}=${name}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: registered again when the keys change, not on each painting
  useEffect(
    () =>
      keymap.add(
        latest.current.map((binding, index) => ({
          ...binding,
          run: () => latest.current[index]?.run(),
        })),
      ),
    [names],
  );
}

/** Hands presses of the whole page to the keymap; mounted once, by the shell. */
export function useKeyboard(hasSingleKeys: boolean): void {
  useEffect(() => {
    keymap.allowSingle(hasSingleKeys);
    const press = (event: KeyboardEvent) => {
      // Half a letter of an input method is no key.
      if (event.isComposing || event.defaultPrevented) return;
      // What lies behind a dialog is not used while the dialog is open.
      if (document.querySelector('dialog:modal')) return;
      if (keymap.press(event, isWriting(event.target))) event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [hasSingleKeys]);
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select, [role="combobox"]'))
  );
}
