import type { ReactNode } from 'react';
import { PageTitle } from '../shell/page-title.tsx';

type Props = { title: string; children?: ReactNode };

/** The line over a page: its name, its views, its search. */
export function PageHead({ title, children }: Props) {
  return (
    <header className="head">
      <PageTitle title={title} />
      <h1>{title}</h1>
      {children}
    </header>
  );
}
