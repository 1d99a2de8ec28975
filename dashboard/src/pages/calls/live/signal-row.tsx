import type { CallSignal } from '@ringback/shared/events/call-signal.ts';
import { Icon } from '../../../ui/icon.tsx';
import { signalWords } from './signal-words.ts';

type Props = { signal: CallSignal; now: number; booked: string | null };

/** Who speaks, what a tool does, how long answers take, how often the lead cut in. */
export function SignalRow({ signal, now, booked }: Props) {
  const { speaks, isHeard, tool, reply, isSlow, cutIns } = signalWords(signal, now);
  return (
    <div className="signals">
      <span className={isHeard ? 'row g4 accent-text' : 'row g4'}>
        <Level isHeard={isHeard} />
        {speaks}
      </span>
      {booked ? (
        <span className="row g4 ok">
          <Icon name="cal" small />
          Booked {booked}
        </span>
      ) : (
        tool && (
          <span className="row g4">
            <Icon name="gear" small />
            {tool}
          </span>
        )
      )}
      <span className="push row g12">
        {reply && <span className={isSlow ? 'attention' : ''}>{reply}</span>}
        <span>{cutIns}</span>
      </span>
    </div>
  );
}

const BARS = ['a', 'b', 'c', 'd', 'e'];

/** The level of a voice; still where nobody speaks, or where one wants no motion. */
const Level = ({ isHeard }: { isHeard: boolean }) => (
  <span className={isHeard ? 'meter speaks' : 'meter quiet'} aria-hidden="true">
    {BARS.map((bar) => (
      <i key={bar} />
    ))}
  </span>
);
