import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { useLead } from '../../../lead/use-lead.ts';
import type { RowOf } from '../../../live/kinds.ts';
import { nameOf, readablePhone } from '../../../ui/person.ts';
import { useWhere } from '../../../ui/time/moment.tsx';
import { spanOf } from '../../../ui/time/moments.ts';
import { whyCalled } from '../../../words/calls.ts';
import { useCallState } from '../data/use-call-state.ts';
import { EndButton } from './end-button.tsx';
import { isLive } from './places.ts';
import { TalkClock } from './talk-clock.tsx';

type Props = { call: RowOf<'call'> };

/** A call that rings, or one that has just ended. */
export const LowCard = memo(function LowCard({ call }: Props) {
  const { now } = useWhere(10_000);
  const lead = useLead(call.lead_id);
  const name = lead ? nameOf(lead) : readablePhone(call.lead_phone);
  const { state, analysis } = useCallState(call);
  const rings = isLive(call);
  const quote = analysis?.outcome_quote;
  const ended = call.ended_at ? spanOf(now - Date.parse(call.ended_at)) : null;
  return (
    <article className="call-card" aria-label={`Call with ${name}`}>
      <header>
        <div className="grow">
          <h2 className={rings ? 'clip' : 'clip soft'}>{name}</h2>
          <p className="meta clip">
            {rings || ended === null
              ? `${readablePhone(call.lead_phone)} · ${whyCalled(call)}`
              : `Ended ${ended} ago · stays here for a minute`}
          </p>
        </div>
        <div className="clock">
          {rings ? (
            <>
              <TalkClock since={call.dialed_at ?? call.created_at} />
              <div className="meta accent">{state.words.toLowerCase()}</div>
            </>
          ) : (
            <span className={`tag ${state.tone}`}>{state.words}</span>
          )}
        </div>
      </header>
      <footer>
        <span className="quote grow clip" dir="auto">
          {quote && `“${quote}”`}
        </span>
        {rings ? (
          <EndButton callId={call.id} name={name} word="Cancel" />
        ) : (
          <Link
            className="btn bare s"
            to="/calls/$callId"
            params={{ callId: call.id }}
            aria-label={`Open the call with ${name}`}
          >
            Open
          </Link>
        )}
      </footer>
    </article>
  );
});
