import { useCounts } from './counts.ts';

/** What the browser's tab says: how many people wait, and where one is. */
export function PageTitle({ title }: { title: string }) {
  const { needs } = useCounts();
  return <title>{`${needs > 0 ? `(${needs}) ` : ''}${title} · Ringback`}</title>;
}
