import { Link } from '@tanstack/react-router';
import { useLead } from '../../../lead/use-lead.ts';
import type { RowOf } from '../../../live/kinds.ts';
import { Icon } from '../../../ui/icon.tsx';
import { nameOf, readablePhone } from '../../../ui/person.ts';
import { stopwatch } from '../../../ui/time/moments.ts';
import { whyCalled } from '../../../words/calls.ts';
import { useCallSignal } from '../data/use-call-signal.ts';
import { useCallState, useTurns } from '../data/use-call-state.ts';
import { useCallInFull } from '../data/use-calls.ts';
import { EndButton } from './end-button.tsx';
import { LastTurns } from './last-turns.tsx';
import { SignalRow } from './signal-row.tsx';

type Props = { call: RowOf<'call'>; now: number };

/** A call that is talked in: who, why, how long, and what was said last. */
export function LiveCard({ call, now }: Props) {
  const lead = useLead(call.lead_id);
  const name = lead ? nameOf(lead) : readablePhone(call.lead_phone);
  const turns = useTurns(call.call_sid);
  const { booked } = useCallState(call);
  const signal = useCallSignal(call.id);
  // The turns that were said before the page was opened.
  useCallInFull(call.id);
  const asks = call.person_asked_at !== null;
  const talks = call.answered_at ? (now - Date.parse(call.answered_at)) / 1_000 : 0;
  return (
    <article className={`call-card ${asks ? 'needs' : ''}`} aria-label={`Call with ${name}`}>
      <header>
        <div className="grow">
          <h2 className="clip">
            <Link className="plain" to="/calls/$callId" params={{ callId: call.id }}>
              {name}
            </Link>
          </h2>
          <p className="meta clip">
            {readablePhone(call.lead_phone)} · {whyCalled(call)}
          </p>
        </div>
        <div className="clock">
          {stopwatch(talks)}
          <div className={asks ? 'meta attention' : 'meta'}>
            {asks ? 'asks for a person' : 'in the call'}
          </div>
        </div>
      </header>
      <LastTurns turns={turns} words={signal?.words ?? null} />
      {signal && <SignalRow signal={signal} now={now} booked={booked} />}
      <footer>
        {booked && !signal && (
          <span className="row g4 ok meta">
            <Icon name="cal" small />
            Booked {booked}
          </span>
        )}
        <span className="push" />
        <EndButton callId={call.id} name={name} />
      </footer>
    </article>
  );
}
