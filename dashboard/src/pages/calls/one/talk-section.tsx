import type { RowOf } from '../../../live/kinds.ts';
import { useTurns } from '../data/use-call-state.ts';
import { secondsOf } from '../live/signal-words.ts';
import { talkOf } from './talk.ts';

const times = (count: number) => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);

/** How the two talked. */
export function TalkSection({ call }: { call: Pick<RowOf<'call'>, 'call_sid'> }) {
  const { medianMs, longestMs, cutIns } = talkOf(useTurns(call.call_sid));
  if (medianMs === null && cutIns === 0) return null;
  return (
    <section className="sec">
      <h2>Talk</h2>
      <dl className="kv">
        {medianMs !== null && longestMs !== null && (
          <>
            <dt>Reply delay</dt>
            <dd>
              {secondsOf(medianMs)} median, {secondsOf(longestMs)} longest
            </dd>
          </>
        )}
        <dt>Cut in</dt>
        <dd>The lead {cutIns === 0 ? 'never' : times(cutIns)}</dd>
      </dl>
    </section>
  );
}
