import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../../../api/client.ts';
import { useCounts } from '../../../shell/counts.ts';

/** "5 of 20 lines in use": how many calls go out at once, and how many may. */
export function LinesInUse() {
  const { live_calls } = useCounts();
  const { data } = useQuery({
    // Counted again whenever a call begins or ends.
    queryKey: ['lines', live_calls],
    queryFn: async () => (await dataOf(api.GET('/api/queue/stats'))).lines,
    placeholderData: (before) => before,
    staleTime: 10_000,
  });
  if (!data) return null;
  return (
    <span className={data.in_use >= data.limit ? 'meta push attention' : 'meta push'}>
      {data.in_use} of {data.limit} lines in use
    </span>
  );
}
