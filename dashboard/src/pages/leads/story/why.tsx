import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { HoursBar } from '../../../ui/hours-bar.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Moment, useWhere } from '../../../ui/time/moment.tsx';
import { momentThere } from '../../../ui/time/there.ts';
import { decisionReason, decisionSentence, zoneSourceWords } from '../../../words/decisions.ts';
import { consentWords } from '../../../words/leads.ts';
import { capital } from '../../../words/state-words.ts';
import { readEvidence } from './evidence.ts';
import type { Decision } from './story-rows.ts';
import { readStorySearch } from './story-views.ts';

type Props = { decision: Decision; leadId: number; isOpen: boolean; zone: string | null };

/** One line on why; it opens to what the decision rests on. Which one is open stands in the address. */
export function Why({ decision, leadId, isOpen, zone }: Props) {
  const navigate = useNavigate();
  // What is shown of the story stays as it is.
  const search = readStorySearch;
  const params = { leadId: String(leadId), decisionId: String(decision.id) };
  const line = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isOpen) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);
  return (
    <div className="why">
      <button
        ref={line}
        className="why-line"
        type="button"
        aria-expanded={isOpen}
        onClick={() =>
          void (isOpen
            ? navigate({ to: '/leads/$leadId', params, search, replace: true, resetScroll: false })
            : navigate({
                to: '/leads/$leadId/why/$decisionId',
                params,
                search,
                replace: true,
                resetScroll: false,
              }))
        }
      >
        <Icon name={isOpen ? 'down' : 'right'} small />
        Why: {decisionReason(decision)}
      </button>
      {isOpen && <EvidenceBox decision={decision} zone={zone} />}
    </div>
  );
}

function EvidenceBox({ decision, zone }: Pick<Props, 'decision' | 'zone'>) {
  const where = useWhere();
  const evidence = readEvidence(decision);
  const until = decision.hold_until ? momentThere(decision.hold_until, zone, where) : null;
  const hour = evidence.localClock
    ? Number(evidence.localClock.slice(0, 2)) + Number(evidence.localClock.slice(3)) / 60
    : null;
  return (
    <div className="evidence">
      <p className="dense">
        <b>{decisionSentence(decision, until)}.</b> {decision.reason}
      </p>
      {evidence.quote && (
        <p className="quote" dir="auto">
          “{evidence.quote}”
        </p>
      )}
      {evidence.zones.length > 0 && (
        <p className="dense">
          <span className="soft">Where they may be:</span>{' '}
          {evidence.zones.map((one) => one.replaceAll('_', ' ')).join(' or ')}
          {evidence.zoneSource && `, ${zoneSourceWords(evidence.zoneSource)}`}
        </p>
      )}
      {evidence.hours && <HoursBar hours={[evidence.hours]} now={hour} />}
      <ul className="stack g4 dense">
        {evidence.consent && (
          <li className="row">
            <Icon name="check" small />
            <span>
              {capital(consentWords(evidence.consent.kind))}, <Moment at={evidence.consent.at} />
            </span>
          </li>
        )}
        {evidence.caps.map((words) => (
          <li className="row" key={words}>
            <Icon name="check" small />
            <span>{words}</span>
          </li>
        ))}
        {decision.call_id && (
          <li className="row">
            <Icon name="phone" small />
            <Link to="/calls/$callId" params={{ callId: decision.call_id }}>
              The call
            </Link>
          </li>
        )}
      </ul>
      <details>
        <summary className="meta">
          Decision {decision.id}, rule {decision.rule}
          {evidence.laws.length > 0 && `, hours by ${evidence.laws.join(' and ')}`}: as JSON
        </summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys */}
        <pre className="lead-json" tabIndex={0}>
          {JSON.stringify(decision, null, 2)}
        </pre>
      </details>
    </div>
  );
}
