import type { InputHTMLAttributes } from 'react';

type Props = InputHTMLAttributes<HTMLInputElement> & {
  checked: boolean;
  /** Red when it is on: it stops something. */
  halts?: boolean;
};

export function Switch({ checked, halts = false, ...rest }: Props) {
  return (
    <input
      {...rest}
      type="checkbox"
      role="switch"
      className={halts ? 'switch halts' : 'switch'}
      checked={checked}
      aria-checked={checked}
    />
  );
}
