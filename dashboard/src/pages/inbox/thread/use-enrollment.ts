import { sameItems, useFromStore } from '../../../live/use-live.ts';
import type { EnrollmentRow } from '../data/rows.ts';

/** The campaign the lead is in, or was in last. */
export function useEnrollment(
  leadId: number | null,
  fetchedId: number | null,
): EnrollmentRow | null {
  const [newest] = useFromStore(
    ['enrollment'],
    (store) =>
      store
        .all('enrollment')
        .filter(({ id, lead_id }) => id === fetchedId || (leadId !== null && lead_id === leadId))
        .sort((a, b) => Number(isOn(b)) - Number(isOn(a)) || b.id - a.id)
        .slice(0, 1),
    sameItems<EnrollmentRow>,
  );
  return newest ?? null;
}

const isOn = ({ status }: EnrollmentRow): boolean => status === 'active' || status === 'paused';
