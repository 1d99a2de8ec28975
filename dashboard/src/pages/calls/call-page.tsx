import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useLead } from '../../lead/use-lead.ts';
import { useRow } from '../../live/use-live.ts';
import { Icon } from '../../ui/icon.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Fault, Skeleton } from '../../ui/panels.tsx';
import { nameOf, readablePhone } from '../../ui/person.ts';
import { useWhere } from '../../ui/time/moment.tsx';
import { spokenMoment, stopwatch } from '../../ui/time/moments.ts';
import { whyCalled } from '../../words/calls.ts';
import './calls.css';
import { useCallState } from './data/use-call-state.ts';
import { useCallInFull } from './data/use-calls.ts';
import { EndButton } from './live/end-button.tsx';
import { isLive } from './live/places.ts';
import { CallSide } from './one/call-side.tsx';
import { Lanes } from './one/lanes.tsx';
import { numberedQuotes } from './one/numbered-quotes.ts';
import { Player } from './one/player.tsx';
import { Transcript } from './one/transcript.tsx';

const BACK = { to: '/calls/all', words: 'Back to all calls' } as const;

/** One call: what was said, and what came of it. */
export function CallPage() {
  const { callId } = useParams({ from: '/calls/$callId' });
  const full = useCallInFull(callId);
  const row = useRow('call', callId);
  if (full.isError && !full.data) {
    return (
      <>
        <PageHead title="Call" back={BACK} />
        <Fault
          what="The call could not be loaded"
          error={full.error}
          onRetry={() => void full.refetch()}
        />
      </>
    );
  }
  if (!full.data || !row) {
    return (
      <>
        <PageHead title="Call" back={BACK} />
        <Skeleton lines={9} />
      </>
    );
  }
  return <OpenCall full={full.data} row={row} />;
}

type Full = NonNullable<ReturnType<typeof useCallInFull>['data']>;

function OpenCall({
  full,
  row,
}: {
  full: Full;
  row: NonNullable<ReturnType<typeof useRow<'call'>>>;
}) {
  const lead = useLead(row.lead_id);
  const { turn = null } = useSearch({ from: '/calls/$callId' });
  const where = useWhere();
  const { state, analysis } = useCallState(row);
  // A call of a lead waits for the lead's name: a number that turns into a name is read twice.
  const name = lead ? nameOf(lead) : row.lead_id === null ? readablePhone(row.lead_phone) : 'Call';
  const quotes = numberedQuotes(analysis);
  const facts = [
    row.direction === 'inbound' ? 'Called us' : 'We called',
    spokenMoment(Date.parse(row.dialed_at ?? row.run_at), where),
    ...(row.duration_seconds === null ? [] : [stopwatch(row.duration_seconds)]),
    ...(row.direction === 'inbound' ? [] : [whyCalled(row)]),
  ];
  return (
    <>
      <PageHead title={name} back={BACK}>
        <span className={`tag ${state.tone}`}>
          {state.icon && <Icon name={state.icon} small />}
          {state.words}
        </span>
        <span className="meta clip wide-only">{facts.join(' · ')}</span>
        <span className="push" />
        {isLive(row) && <EndButton callId={row.id} name={name} hasKey />}
        {row.lead_id !== null && (
          <Link className="btn" to="/leads/$leadId" params={{ leadId: String(row.lead_id) }}>
            The whole story
          </Link>
        )}
      </PageHead>
      <div className="detail">
        <section className="call-said" aria-label="What was said">
          <div className="player">
            {row.recording_sid && <Player callId={row.id} />}
            <Lanes call={row} tools={full.tools} />
          </div>
          <Transcript call={row} quotes={quotes} tools={full.tools} target={turn} />
        </section>
        <CallSide full={full} analysis={analysis} quotes={quotes} />
      </div>
    </>
  );
}
