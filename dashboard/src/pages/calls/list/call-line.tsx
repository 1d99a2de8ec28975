import { Link } from '@tanstack/react-router';
import { useLead } from '../../../lead/use-lead.ts';
import type { RowOf } from '../../../live/kinds.ts';
import { Icon } from '../../../ui/icon.tsx';
import { nameOf, readablePhone } from '../../../ui/person.ts';
import { Moment } from '../../../ui/time/moment.tsx';
import { stopwatch } from '../../../ui/time/moments.ts';
import { whyCalled } from '../../../words/calls.ts';
import { useCallState } from '../data/use-call-state.ts';

type Props = {
  call: RowOf<'call'>;
  /** In US dollars; null: not summed up yet. */
  cost: number | null;
};

/** One call in the list of all. */
export function CallLine({ call, cost }: Props) {
  const lead = useLead(call.lead_id);
  const { state, analysis } = useCallState(call);
  return (
    <div className="call-row">
      <Link className="plain clip" to="/calls/$callId" params={{ callId: call.id }}>
        {lead ? nameOf(lead) : readablePhone(call.lead_phone)}
      </Link>
      <span className={`state ${state.tone}`}>
        {state.icon && <Icon name={state.icon} />}
        <span className="clip">{state.words}</span>
      </span>
      <span className="soft clip hide-s" dir="auto">
        {analysis?.outcome_quote && `“${analysis.outcome_quote}”`}
      </span>
      <span className="soft clip hide-s">{whyCalled(call)}</span>
      <span className="soft hide-s">{call.direction === 'inbound' ? 'In' : 'Out'}</span>
      <span className="soft num started">
        <Moment at={call.dialed_at ?? call.created_at} as="list" />
      </span>
      <span className="num hide-s">
        {call.duration_seconds !== null && stopwatch(call.duration_seconds)}
      </span>
      <span className="num soft hide-s">{cost !== null && `$${cost.toFixed(2)}`}</span>
    </div>
  );
}
