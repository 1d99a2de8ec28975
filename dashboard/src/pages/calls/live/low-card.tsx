import { Link } from '@tanstack/react-router';
import { useLead } from '../../../lead/use-lead.ts';
import type { RowOf } from '../../../live/kinds.ts';
import { nameOf, readablePhone } from '../../../ui/person.ts';
import { spanOf, stopwatch } from '../../../ui/time/moments.ts';
import { whyCalled } from '../../../words/calls.ts';
import { useCallState } from '../data/use-call-state.ts';
import { EndButton } from './end-button.tsx';
import { isLive } from './places.ts';

type Props = { call: RowOf<'call'>; now: number };

/** A call that rings, or one that has just ended. */
export function LowCard({ call, now }: Props) {
  const lead = useLead(call.lead_id);
  const name = lead ? nameOf(lead) : readablePhone(call.lead_phone);
  const { state, analysis } = useCallState(call);
  const rings = isLive(call);
  const since = Date.parse(call.dialed_at ?? call.created_at);
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
              {stopwatch((now - since) / 1_000)}
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
}
