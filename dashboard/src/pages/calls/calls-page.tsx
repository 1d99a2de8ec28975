import { PageHead } from '../../ui/page-head.tsx';

export function CallsPage() {
  return <PageHead title="All calls" />;
}
