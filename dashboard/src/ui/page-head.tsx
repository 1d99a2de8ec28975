import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PageTitle } from '../shell/page-title.tsx';
import { Icon } from './icon.tsx';

type Back = { to: '/calls/all' | '/leads'; words: string };
type Props = { title: string; back?: Back; children?: ReactNode };

/** The line over a page: its name, its views, its search. */
export function PageHead({ title, back, children }: Props) {
  return (
    <header className="head">
      <PageTitle title={title} />
      {back && (
        <Link className="btn icon bare s" to={back.to} aria-label={back.words}>
          <Icon name="left" />
        </Link>
      )}
      <h1 className="clip">{title}</h1>
      {children}
    </header>
  );
}
