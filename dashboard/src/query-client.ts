import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './api/api-error.ts';

/** What was fetched stays true by the live log; it is fetched again when the log says `reset`. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => !(error instanceof ApiError && error.status < 500) && count < 4,
      retryDelay: (count) => Math.min(10_000, 1_000 * 2 ** count),
    },
    mutations: { retry: false },
  },
});
