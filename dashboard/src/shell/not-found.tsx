import { Link } from '@tanstack/react-router';
import { PageTitle } from './page-title.tsx';

export function NotFound() {
  return (
    <div className="empty">
      <PageTitle title="No such page" />
      <h1>There is no such page</h1>
      <p>
        The address may be mistyped, or what it led to was deleted.{' '}
        <Link to="/inbox">Go to the inbox</Link>
      </p>
    </div>
  );
}
