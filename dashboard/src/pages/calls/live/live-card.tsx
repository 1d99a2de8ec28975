import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { useLead } from '../../../lead/use-lead.ts';
import type { RowOf } from '../../../live/kinds.ts';
import { nameOf, readablePhone } from '../../../ui/person.ts';
import { whyCalled } from '../../../words/calls.ts';
import { useCallState } from '../data/use-call-state.ts';
import { useCallInFull } from '../data/use-calls.ts';
import { EndButton } from './end-button.tsx';
import { LastTurns } from './last-turns.tsx';
import { SignalRow } from './signal-row.tsx';
import { TalkClock } from './talk-clock.tsx';

type Props = { call: RowOf<'call'> };

/**
 * A call that is talked in: who, why, how long, and what was said last. Its clock, its words and who speaks
 * are painted by themselves: of two hundred cards only those parts change.
 */
export const LiveCard = memo(function LiveCard({ call }: Props) {
  const lead = useLead(call.lead_id);
  const name = lead ? nameOf(lead) : readablePhone(call.lead_phone);
  const { booked } = useCallState(call);
  // The turns that were said before the page was opened.
  useCallInFull(call.id);
  const asks = call.person_asked_at !== null;
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
          <TalkClock since={call.answered_at} />
          <div className={asks ? 'meta attention' : 'meta'}>
            {asks ? 'asks for a person' : 'in the call'}
          </div>
        </div>
      </header>
      <LastTurns callId={call.id} callSid={call.call_sid} />
      <SignalRow callId={call.id} booked={booked} />
      <footer>
        <span className="push" />
        <EndButton callId={call.id} name={name} />
      </footer>
    </article>
  );
});
