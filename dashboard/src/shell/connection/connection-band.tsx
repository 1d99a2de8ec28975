import { useEffect, useRef, useState } from 'react';
import { useLive, useLiveState } from '../../live/use-live.ts';
import { Icon } from '../../ui/icon.tsx';
import { useWhere } from '../../ui/time/moment.tsx';
import { clockOf } from '../../ui/time/moments.ts';
import { nextTryIn, offlineSince } from './outage.ts';

const BACK_FOR_MS = 4_000;

/** Over the page while it is out of date, and for a moment when it is true again. */
export function ConnectionBand() {
  const { retry } = useLive();
  const { connection } = useLiveState();
  const where = useWhere(connection.is === 'live' ? 30_000 : 1_000);
  const since = offlineSince(connection, where.now);
  const isBack = useJustBack(since !== null);
  if (since === null) {
    return isBack ? (
      <div className="band" role="status">
        <Icon name="check" />
        <b>Back.</b> What happened meanwhile is on the page.
      </div>
    ) : null;
  }
  const wait = nextTryIn(connection, where.now);
  const refusal = connection.is === 'waiting' ? connection.refusal : undefined;
  return (
    <div className="band wait" role="status">
      <Icon name="alert" />
      <span>
        <b>No connection since {clockOf(since, where)}.</b>{' '}
        {refusal ??
          'What you see is as of then. What you write is kept here and sent once you are back.'}
      </span>
      <span className="push" />
      <span className="meta n" aria-hidden="true">
        {wait === null ? 'Trying now' : `Trying again in ${wait} s`}
      </span>
      <button className="btn s" type="button" onClick={retry}>
        Try now
      </button>
    </div>
  );
}

function useJustBack(isOffline: boolean): boolean {
  const was = useRef(false);
  const [isBack, setBack] = useState(false);
  useEffect(() => {
    if (isOffline) was.current = true;
    if (isOffline || !was.current) return;
    was.current = false;
    setBack(true);
    const timer = setTimeout(() => setBack(false), BACK_FOR_MS);
    return () => clearTimeout(timer);
  }, [isOffline]);
  return isBack && !isOffline;
}
