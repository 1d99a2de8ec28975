import { useNavigate } from '@tanstack/react-router';
import type { Consents } from '../data/rows.ts';

/** The way to the latest decision about a lead. */
export function useWhy(leadId: number | null, consents: Consents | null): (() => void) | null {
  const navigate = useNavigate();
  const latest = consents?.decisions.reduce((id, decision) => Math.max(id, decision.id), 0) ?? 0;
  if (leadId === null || latest === 0) return null;
  return () =>
    void navigate({
      to: '/leads/$leadId/why/$decisionId',
      params: { leadId: String(leadId), decisionId: String(latest) },
    });
}
