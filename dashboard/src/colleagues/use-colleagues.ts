import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';
import { useMe } from '../session/use-me.ts';
import { SOME_COLLEAGUE } from '../words/colleagues.ts';

const LOOKS_LIKE_AN_ID = /^[0-9a-f-]{20,}$|^rb_/;

/** Who works here, and what anybody's id is called on the screen. */
export function useColleagues() {
  const { user } = useMe();
  const { data = [] } = useQuery({
    queryKey: ['colleagues'],
    queryFn: () => dataOf(api.GET('/api/users')),
    staleTime: 10 * 60_000,
  });
  // Who answers leads: a viewer only looks. Names of those who have left are still said.
  const others = data.filter(
    ({ id, role, disabled_at }) => id !== user.id && role !== 'viewer' && disabled_at === null,
  );
  const colleagues = [{ id: user.id, name: user.name }, ...others];
  const names = new Map([...data, user].map(({ id, name }) => [id, name]));
  return {
    me: user,
    colleagues,
    nameOf: (id: string): string =>
      names.get(id) ?? (LOOKS_LIKE_AN_ID.test(id) ? SOME_COLLEAGUE : id),
  };
}
