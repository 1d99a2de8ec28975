import { useQuery } from '@tanstack/react-query';
import { request } from '../../../api/client.ts';
import { useMe } from '../../../session/use-me.ts';
import type { Colleague } from './contract.ts';
import { offers } from './offers.ts';

const LOOKS_LIKE_AN_ID = /^[0-9a-f-]{20,}$|^rb_/;

/** Who works here, and what anybody's id is called on the screen. */
export function useColleagues() {
  const { user } = useMe();
  const { data = [] } = useQuery({
    queryKey: ['colleagues'],
    queryFn: () => request<Colleague[]>('GET', '/api/users'),
    enabled: offers.colleagues,
    staleTime: 10 * 60_000,
  });
  const colleagues = data.some(({ id }) => id === user.id)
    ? data
    : [{ id: user.id, name: user.name }, ...data];
  const names = new Map(colleagues.map(({ id, name }) => [id, name]));
  return {
    me: user,
    colleagues,
    nameOf: (id: string): string =>
      names.get(id) ?? (LOOKS_LIKE_AN_ID.test(id) ? 'A colleague' : id),
  };
}
