import { Icon } from '../../../ui/icon.tsx';
import { useNow } from '../../../ui/time/use-now.ts';
import { useCallSignal } from '../data/use-call-signal.ts';
import { signalWords } from './signal-words.ts';

type Props = { callId: string; booked: string | null };

/** Who speaks, what a tool does, how long answers take, how often the lead cut in. */
export function SignalRow({ callId, booked }: Props) {
  const signal = useCallSignal(callId);
  const now = useNow(1_000);
  if (!signal) return booked ? <Booked at={booked} /> : null;
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

/** Where nothing is known of who speaks. */
const Booked = ({ at }: { at: string }) => (
  <div className="signals ok">
    <Icon name="cal" small />
    Booked {at}
  </div>
);

const BARS = ['a', 'b', 'c', 'd', 'e'];

/** The level of a voice; still where nobody speaks, or where one wants no motion. */
const Level = ({ isHeard }: { isHeard: boolean }) => (
  <span className={isHeard ? 'meter speaks' : 'meter quiet'} aria-hidden="true">
    {BARS.map((bar) => (
      <i key={bar} />
    ))}
  </span>
);
