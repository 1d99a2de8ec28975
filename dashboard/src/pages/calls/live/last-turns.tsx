import { useCallSignal } from '../data/use-call-signal.ts';
import { useTurns } from '../data/use-call-state.ts';
import { cutOf } from '../one/marks.ts';

const SHOWN = 4;

type Props = { callId: string; callSid: string | null };

/** The last turns of a call, and the words as they are spoken; what the lead did not hear is struck. */
export function LastTurns({ callId, callSid }: Props) {
  const turns = useTurns(callSid);
  const words = useCallSignal(callId)?.words ?? null;
  const last = turns.filter(({ role }) => role !== 'system').slice(-SHOWN);
  const written = last.at(-1);
  // Its turn may be written before the next signal says that nothing is being said.
  const isWritten =
    words !== null && written?.role === words.role && written.content.startsWith(words.text);
  const spoken = isWritten ? null : words;
  return (
    <div className="turns" role="log" aria-live="off" aria-label="Last words">
      {last.map((turn, index) => {
        const cut = cutOf(turn);
        const isNow = spoken === null && index === last.length - 1;
        return (
          <p
            key={turn.id}
            className={`turn ${turn.role === 'user' ? 'lead' : 'ai'} ${isNow ? 'now' : ''}`}
          >
            <span className="s">{turn.role === 'user' ? 'Lead' : 'AI'}</span>
            <span dir="auto">
              {turn.content}
              {cut && <s className="cut">{cut}</s>}
            </span>
          </p>
        );
      })}
      {spoken && (
        <p className={`turn now ${spoken.role === 'user' ? 'lead' : 'ai'}`}>
          <span className="s">{spoken.role === 'user' ? 'Lead' : 'AI'}</span>
          <span dir="auto">{spoken.text}…</span>
        </p>
      )}
    </div>
  );
}
