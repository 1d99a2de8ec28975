import { useMe } from '../../session/use-me.ts';
import { clockOf, fullMoment, shortMoment, spokenMoment } from './moments.ts';
import { useNow } from './use-now.ts';

type Props = {
  /** ISO 8601. */
  at: string;
  /** `list`: as short as it can be; `clock`: the time of day; `said`: as in a sentence. */
  as?: 'list' | 'clock' | 'said';
};

const WORDS = { list: shortMoment, clock: clockOf, said: spokenMoment };

/** A moment in the viewer's zone, with all of it in the title. */
export function Moment({ at, as = 'said' }: Props) {
  const where = useWhere();
  const ms = Date.parse(at);
  return (
    <time dateTime={at} title={fullMoment(ms, where)}>
      {WORDS[as](ms, where)}
    </time>
  );
}

/** What times of a page are told by: now, and the zone of the account or the browser. */
export function useWhere(everyMs?: number) {
  const { user } = useMe();
  return { now: useNow(everyMs), timeZone: user.time_zone ?? undefined };
}
