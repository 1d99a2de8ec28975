import { Link } from '@tanstack/react-router';

export function NotFound() {
  return (
    <div className="empty">
      <strong>There is no such page</strong>
      <p>
        The address may be mistyped, or what it led to was deleted.{' '}
        <Link to="/inbox">Go to the inbox</Link>
      </p>
    </div>
  );
}
