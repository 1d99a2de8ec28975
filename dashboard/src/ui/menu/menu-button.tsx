import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Kbd } from '../keys/kbd.tsx';

export type MenuItem = {
  name: string;
  run: () => void;
  /** Why it cannot be chosen now. */
  offBecause?: string | null;
  keys?: string;
};

type Props = {
  /** What the button is called. */
  label: string;
  className: string;
  children: ReactNode;
  items: readonly MenuItem[];
};

/** A button with a list of what can be done; arrows move in it, Escape gives the focus back. */
export function MenuButton({ label, className, children, items }: Props) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();

  useEffect(() => {
    if (!isOpen) return;
    root.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
    const away = ({ target }: Event) => {
      if (target instanceof Node && !root.current?.contains(target)) setOpen(false);
    };
    addEventListener('pointerdown', away);
    return () => removeEventListener('pointerdown', away);
  }, [isOpen]);

  function close(): void {
    setOpen(false);
    button.current?.focus();
  }

  function press(event: KeyboardEvent): void {
    const entries = [...(root.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
    const at = entries.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
    if (event.key === 'Escape') close();
    else if (event.key === 'Tab') setOpen(false);
    else if (to !== undefined) entries.at(to % entries.length)?.focus();
    if (event.key !== 'Tab') event.stopPropagation();
    if (event.key === 'Escape' || to !== undefined) event.preventDefault();
  }

  return (
    <div className="menu-root" ref={root}>
      <button
        ref={button}
        className={className}
        type="button"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {children}
      </button>
      {isOpen && (
        <div
          className="pop menu"
          role="menu"
          tabIndex={-1}
          id={id}
          aria-label={label}
          onKeyDown={press}
        >
          {items.map(({ name, run, offBecause = null, keys }) => (
            <button
              key={name}
              type="button"
              role="menuitem"
              aria-disabled={offBecause !== null}
              title={offBecause ?? undefined}
              onClick={() => {
                if (offBecause !== null) return;
                close();
                run();
              }}
            >
              <span className="grow">{name}</span>
              {keys && <Kbd keys={keys} />}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
