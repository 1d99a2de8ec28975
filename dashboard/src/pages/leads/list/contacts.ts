import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../../../api/client.ts';
import type { components } from '../../../api/schema.d.ts';
import type { LeadRow } from '../../../lead/use-lead.ts';

type Listed = components['schemas']['ListedLead'];

/** What happens with a lead next and what happened last, as it was when the lead stood so. */
export type Contacts = {
  next: Listed['next_contact'];
  last: Listed['last_contact'];
  /** `updated_at` of the lead then, ISO 8601. */
  asOf: string;
};

/** As the list told it; asked for again when the lead has changed since. */
export function useListedContacts(lead: LeadRow, listed: Contacts | undefined) {
  const isOld = listed === undefined || Date.parse(lead.updated_at) > Date.parse(listed.asOf);
  const { data } = useQuery({
    queryKey: ['contacts of row', lead.id, lead.updated_at],
    queryFn: () => dataOf(api.GET('/api/leads/{id}', { params: { path: { id: lead.id } } })),
    enabled: isOld,
  });
  if (isOld && data) return { next: data.next_contact, last: data.last_contact };
  return { next: listed?.next ?? null, last: listed?.last ?? null };
}
