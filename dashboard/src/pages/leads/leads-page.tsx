import { PageHead } from '../../ui/page-head.tsx';

export function LeadsPage() {
  return <PageHead title="Leads" />;
}
