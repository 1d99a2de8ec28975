import type { ReactNode } from 'react';

type Props = { title: string; children?: ReactNode };

/** The line over a page: its name, its views, its search. */
export function PageHead({ title, children }: Props) {
  return (
    <header className="head">
      <title>{`${title} · Ringback`}</title>
      <h1>{title}</h1>
      {children}
    </header>
  );
}
