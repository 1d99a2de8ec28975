import { Link } from '@tanstack/react-router';
import type { LeadsSearch } from '../leads-search.ts';

/** To the first page, and to the next. */
export function LeadPages({ search, next }: { search: LeadsSearch; next: string | null }) {
  return (
    <nav className="row g12 lead-pages" aria-label="Pages of leads">
      {search.cursor && (
        <Link className="btn s" to="/leads" search={{ ...search, cursor: undefined }}>
          First leads
        </Link>
      )}
      {next && (
        <Link className="btn s" to="/leads" search={{ ...search, cursor: next }}>
          More leads
        </Link>
      )}
    </nav>
  );
}
