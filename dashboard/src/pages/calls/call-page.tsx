import { PageHead } from '../../ui/page-head.tsx';

export function CallPage() {
  return <PageHead title="Call" />;
}
