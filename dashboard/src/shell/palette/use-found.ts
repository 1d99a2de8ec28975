import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue } from 'react';
import { api, dataOf } from '../../api/client.ts';
import { keymap } from '../../ui/keys/keymap.ts';
import { nameOf, readablePhone } from '../../ui/person.ts';
import { type Found, findCommands } from './found.ts';

const MOST_PEOPLE = 6;
const MOST_COMMANDS = 8;

/** What there is for these letters: commands at once, people as soon as the server answers. */
export function useFound(query: string): Found[] {
  const navigate = useNavigate();
  const q = useDeferredValue(query.trim());
  const people = useQuery({
    queryKey: ['palette', q],
    enabled: q.length > 1,
    placeholderData: (before) => before,
    queryFn: () => dataOf(api.GET('/api/leads', { params: { query: { q, limit: MOST_PEOPLE } } })),
  });
  const found = (people.data ?? []).map(
    (lead): Found => ({
      id: `lead-${lead.id}`,
      group: 'People',
      icon: 'user',
      title: nameOf(lead),
      aside: lead.name ? readablePhone(lead.phone) : undefined,
      run: () => void navigate({ to: '/leads/$leadId', params: { leadId: String(lead.id) } }),
    }),
  );
  return [
    ...(q.length > 1 ? found : []),
    ...findCommands(keymap.all(), query).slice(0, MOST_COMMANDS),
  ];
}
