import type { ButtonHTMLAttributes, ReactNode } from 'react';

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
  /** While it works: "Taking over…". A second press does nothing. */
  busy?: string | null;
  /** Why it cannot be pressed now; it keeps its focus and says so. */
  offBecause?: string | null;
  children: ReactNode;
};

/** A button that says what it is doing, and why it does not. */
export function BusyButton({ busy = null, offBecause = null, onClick, children, ...rest }: Props) {
  const isOff = busy !== null || offBecause !== null;
  return (
    <button
      type="button"
      {...rest}
      aria-busy={busy !== null}
      aria-disabled={isOff}
      title={offBecause ?? rest.title}
      onClick={(event) => {
        if (!isOff) onClick?.(event);
      }}
    >
      {busy ?? children}
    </button>
  );
}
