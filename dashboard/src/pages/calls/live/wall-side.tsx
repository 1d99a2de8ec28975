import { Link } from '@tanstack/react-router';
import { useLead } from '../../../lead/use-lead.ts';
import type { RowOf } from '../../../live/kinds.ts';
import { nameOf, readablePhone } from '../../../ui/person.ts';
import { Moment } from '../../../ui/time/moment.tsx';
import { callWaitWords, whyCalled } from '../../../words/calls.ts';
import { capital } from '../../../words/state-words.ts';
import { nextCalls, waitingByReason } from './waiting.ts';

const MOST_NEXT = 8;

/** What is dialed next, and what waits and why. */
export function WallSide({ calls }: { calls: readonly RowOf<'call'>[] }) {
  const next = nextCalls(calls, MOST_NEXT);
  const waiting = waitingByReason(calls);
  const total = waiting.reduce((sum, { count }) => sum + count, 0);
  return (
    <aside className="side" aria-label="Next calls">
      <section>
        <h2 className="side-title">Next</h2>
        {next.length === 0 && <p className="side-none meta">Nothing is planned.</p>}
        <ul>
          {next.map((call) => (
            <Due key={call.id} call={call} />
          ))}
        </ul>
      </section>
      <section>
        <h2 className="side-title">
          Waiting, and why <span className="faint n">{total}</span>
        </h2>
        {total === 0 && <p className="side-none meta">No call waits.</p>}
        <div className="bars under side-bars">
          {waiting.map(({ rule, count, first }) => {
            const { short, acts } = callWaitWords(rule);
            return (
              <Link key={rule} to="/calls/all" search={{ status: 'held' }}>
                <span className={acts ? 'attention' : ''}>
                  {capital(short)}
                  <br />
                  <span className="meta">
                    {first ? (
                      <>
                        first goes on <Moment at={first} />
                      </>
                    ) : (
                      'until somebody acts'
                    )}
                  </span>
                </span>
                <span className="bar">
                  <i className="grey" style={{ width: `${(count / total) * 100}%` }} />
                </span>
                <span className="n">{count}</span>
              </Link>
            );
          })}
        </div>
      </section>
    </aside>
  );
}

function Due({ call }: { call: RowOf<'call'> }) {
  const lead = useLead(call.lead_id);
  return (
    <li className="due">
      <Moment at={call.run_at} as="list" />
      <Link className="plain clip" to="/calls/$callId" params={{ callId: call.id }}>
        {lead ? nameOf(lead) : readablePhone(call.lead_phone)}
      </Link>
      <span />
      <span className="soft">{whyCalled(call)}</span>
    </li>
  );
}
