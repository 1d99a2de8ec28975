import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { ApiError } from '../api/api-error.ts';
import { whenSignedOut } from '../api/client.ts';
import { createLive } from '../live/live.ts';
import { LiveContext } from '../live/use-live.ts';
import { type Me, readMe } from './session.ts';
import { SignInPage } from './sign-in-page.tsx';
import { useEpoch } from './use-epoch.ts';
import { MeContext } from './use-me.ts';
import { useSignedInElsewhere } from './use-signed-in-elsewhere.ts';

const live = createLive({
  isSignedIn: () =>
    readMe().then(
      () => true,
      (error: unknown) => !(error instanceof ApiError && error.status === 401),
    ),
});

/** The page for who is signed in; a session that ends puts signing in over it and keeps it. */
export function SessionGate({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [ended, setEnded] = useState(false);
  const me = useQuery({
    queryKey: ['me'],
    queryFn: readMe,
    staleTime: Number.POSITIVE_INFINITY,
    retry: (count, error) => !(error instanceof ApiError) && count < 20,
  });
  useEffect(() => whenSignedOut(() => setEnded(true)), []);
  const id = me.data?.user.id;
  useEffect(() => {
    if (!id || ended) return;
    live.start();
    return () => live.stop();
  }, [id, ended]);
  useEpoch(live);
  useEffect(
    () => live.subscribe(() => live.state().connection.is === 'signed_out' && setEnded(true)),
    [],
  );

  const enter = (entered: Me) => {
    // What is on the page was shown to somebody else, and may not be for this person.
    if (id && entered.user.id !== id) return location.reload();
    client.setQueryData(['me'], entered);
    setEnded(false);
    void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
  };
  useSignedInElsewhere(ended, enter);
  if (!me.data) return me.error ? <SignInPage onSignedIn={enter} /> : null;
  return (
    <MeContext value={me.data}>
      <LiveContext value={live}>
        {children}
        {ended && <SignInPage onSignedIn={enter} over />}
      </LiveContext>
    </MeContext>
  );
}
