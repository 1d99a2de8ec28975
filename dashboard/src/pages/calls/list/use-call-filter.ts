import { useMemo } from 'react';
import { midnightOf } from '../../../ui/time/midnight.ts';
import { useWhere } from '../../../ui/time/moment.tsx';
import { sinceMoment } from '../../../ui/time/since-moment.ts';
import type { CallsSearch } from '../calls-search.ts';
import type { CallFilter } from '../data/read-calls.ts';

/** What the API is asked for; the same object as long as nothing of it changes. */
export function useCallFilter(search: CallsSearch): CallFilter {
  const { now, timeZone } = useWhere();
  const { since, from, to, way, campaign, agent, ...rest } = search;
  const begun = from ? midnightOf(from, timeZone) : since && sinceMoment(since, now, timeZone);
  const asked = {
    ...rest,
    since: begun ?? undefined,
    until: (to && midnightOf(to, timeZone, 1)) || undefined,
    direction: way,
    campaign_id: campaign,
    agent_id: agent,
  };
  const key = JSON.stringify(asked);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is all of it
  return useMemo(() => asked, [key]);
}
