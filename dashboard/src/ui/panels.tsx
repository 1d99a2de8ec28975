import type { ReactNode } from 'react';
import { ApiError } from '../api/api-error.ts';
import { Icon } from './icon.tsx';

/** What would stand here, and one thing to do. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <strong>{title}</strong>
      {children}
    </div>
  );
}

type FaultProps = {
  /** What was asked: "The conversations could not be loaded". */
  what: string;
  error: unknown;
  onRetry?: () => void;
};

/** What was asked, what came back, and what to do next. */
export function Fault({ what, error, onRetry }: FaultProps) {
  const words = error instanceof Error ? error.message : String(error);
  return (
    <div className="notice bad" role="alert">
      <Icon name="alert" />
      <div>
        <b>{what}</b>
        <p>
          {words}
          {error instanceof ApiError && error.requestId && (
            <span className="faint"> Request {error.requestId}</span>
          )}
        </p>
        {onRetry && (
          <button className="link-btn" type="button" onClick={onRetry}>
            Try again
          </button>
        )}
      </div>
    </div>
  );
}

/** Lines in the shape of what comes; shown by the style only after 200 ms. */
export function Skeleton({ lines }: { lines: number }) {
  return (
    <div className="skeleton" aria-hidden="true">
      {Array.from({ length: lines }, (_, line) => line).map((line) => (
        <span key={line} className="sk" />
      ))}
    </div>
  );
}
