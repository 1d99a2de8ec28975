const HIDDEN = { 'aria-hidden': true };

/** A key as it is printed beside what it does; `aria-keyshortcuts` says it to whoever hears the page. */
export function Kbd({ keys }: { keys: string }) {
  return <kbd {...HIDDEN}>{keys}</kbd>;
}
