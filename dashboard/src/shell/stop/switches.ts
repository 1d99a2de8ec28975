import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, dataOf } from '../../api/client.ts';
import type { RowOf } from '../../live/kinds.ts';
import { sameItems, useFromStore, useLive } from '../../live/use-live.ts';

export type Switch = RowOf<'switch'>;
export type SwitchName = Switch['name'];

/** In the order in which the page names them. */
export const SWITCHES: readonly SwitchName[] = ['stop_texts', 'stop_calls', 'stop_all'];

/** The three switches as they stand; the live log keeps them true. */
export function useSwitches(): Switch[] {
  const { store } = useLive();
  useQuery({
    queryKey: ['switches'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const asOf = store.position();
      const rows = await dataOf(api.GET('/api/switches'));
      store.merge('switch', rows, asOf);
      return true;
    },
  });
  const rows = useFromStore(['switch', 'reset'], (known) => known.all('switch'), sameItems);
  return useMemo(() => rows.filter(({ is_on }) => is_on), [rows]);
}

export const setSwitch = (name: SwitchName, isOn: boolean, reason: string): Promise<unknown> =>
  dataOf(
    api.PUT('/api/switches/{name}', {
      params: { path: { name } },
      body: { is_on: isOn, reason: reason || null },
    }),
  );
