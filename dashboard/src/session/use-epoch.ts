import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Live } from '../live/live.ts';

/** Fetches everything that is on the page again when the log could not go on from where it stood. */
export function useEpoch(live: Live): void {
  const client = useQueryClient();
  useEffect(() => {
    let epoch = live.state().epoch;
    return live.subscribe(() => {
      if (live.state().epoch === epoch) return;
      epoch = live.state().epoch;
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
    });
  }, [client, live]);
}
