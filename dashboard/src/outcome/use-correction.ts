import type { Outcome } from '@ringback/shared/domain/outcome.ts';
import { useMutation } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';
import type { RowOf } from '../live/kinds.ts';
import { useLive } from '../live/use-live.ts';
import { toasts } from '../ui/toast/toasts.ts';
import { outcomeWords } from '../words/outcome-words.ts';

type Said = { outcome: Outcome; reason: string | null };

/** Saying what really came of it, and taking that back. */
export function useCorrection({ id }: Pick<RowOf<'analysis'>, 'id'>) {
  const { store } = useLive();
  const keep = async (read: () => Promise<RowOf<'analysis'>>) => {
    const asOf = store.position();
    store.merge('analysis', [await read()], asOf);
  };
  const undo = useMutation({
    mutationFn: () =>
      keep(() => dataOf(api.DELETE('/api/analyses/{id}/correction', { params: { path: { id } } }))),
    onSuccess: () => toasts.show('The correction is taken back'),
    onError: (error) => toasts.show(`Not taken back: ${error.message}`),
  });
  const correct = useMutation({
    mutationFn: (said: Said) =>
      keep(() => dataOf(api.PATCH('/api/analyses/{id}', { params: { path: { id } }, body: said }))),
    onSuccess: (_, { outcome }) =>
      toasts.show(`Corrected: ${outcomeWords(outcome).words.toLowerCase()}`, () => undo.mutate()),
  });
  return { correct, undo };
}
