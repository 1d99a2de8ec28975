import { PageHead } from '../../ui/page-head.tsx';

export function LeadPage() {
  return <PageHead title="Lead" />;
}
