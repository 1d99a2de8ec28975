import type { RowOf } from '../../../live/kinds.ts';
import { cutOf } from '../one/marks.ts';

const SHOWN = 4;

/** The last turns of a call; what the lead did not hear is struck. */
export function LastTurns({ turns }: { turns: readonly RowOf<'transcript'>[] }) {
  const last = turns.filter(({ role }) => role !== 'system').slice(-SHOWN);
  return (
    <div className="turns" role="log" aria-live="off" aria-label="Last words">
      {last.map((turn, index) => {
        const cut = cutOf(turn);
        const isLead = turn.role === 'user';
        return (
          <p
            key={turn.id}
            className={`turn ${isLead ? 'lead' : 'ai'} ${index === last.length - 1 ? 'now' : ''}`}
          >
            <span className="s">{isLead ? 'Lead' : 'AI'}</span>
            <span dir="auto">
              {turn.content}
              {cut && <s className="cut">{cut}</s>}
            </span>
          </p>
        );
      })}
    </div>
  );
}
