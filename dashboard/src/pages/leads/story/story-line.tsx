import { Link } from '@tanstack/react-router';
import { Icon } from '../../../ui/icon.tsx';
import { Moment } from '../../../ui/time/moment.tsx';
import type { StoryItem } from './story-items.ts';
import { Why } from './why.tsx';

type Props = {
  item: StoryItem;
  leadId: number;
  openDecision: string | null;
  zone: string | null;
  place: 'first' | 'last' | '';
};

/** One entry: when, a sentence, what was said, and why. */
export function StoryLine({ item, leadId, openDecision, zone, place }: Props) {
  const { at, icon, what, say, meta, decision, callId } = item;
  return (
    <li className={`it ${place}`.trim()}>
      <Moment at={at} as="clock" />
      <Icon name={icon} />
      <div className="body">
        <p className="what">
          {callId ? (
            <Link to="/calls/$callId" params={{ callId }}>
              {what}
            </Link>
          ) : (
            what
          )}
        </p>
        {say && (
          <p className="say" dir="auto">
            {say}
          </p>
        )}
        {meta && (
          <p className="meta" dir="auto">
            {meta}
          </p>
        )}
        {decision && (
          <Why
            decision={decision}
            leadId={leadId}
            isOpen={openDecision === String(decision.id)}
            zone={zone}
          />
        )}
      </div>
    </li>
  );
}
