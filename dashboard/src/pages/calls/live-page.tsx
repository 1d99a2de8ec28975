import { PageHead } from '../../ui/page-head.tsx';

export function LivePage() {
  return <PageHead title="Calls" />;
}
