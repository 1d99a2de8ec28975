import { Link } from '@tanstack/react-router';
import { useColleagues } from '../../../colleagues/use-colleagues.ts';
import { useCampaignNames } from '../../../lead/use-campaign-names.ts';
import type { LeadRow } from '../../../lead/use-lead.ts';
import { Icon } from '../../../ui/icon.tsx';
import { nameOf, readablePhone } from '../../../ui/person.ts';
import { useWhere } from '../../../ui/time/moment.tsx';
import { clockOf, shortMoment } from '../../../ui/time/moments.ts';
import { momentThere } from '../../../ui/time/there.ts';
import { leadStanding, sourceWords } from '../../../words/leads.ts';
import { nextContactWords } from '../../../words/next-contact.ts';
import { type Contacts, useListedContacts } from './contacts.ts';
import { lastContactWords } from './last-contact-words.ts';

type Props = {
  lead: LeadRow;
  listed: Contacts | undefined;
  isPicked: boolean;
  /** Null: one who only looks picks nothing. */
  onPick: ((id: number, isPicked: boolean, toHere: boolean) => void) | null;
};

/** One lead; on a phone its name and how it stands, and below them what comes next. */
export function LeadLine({ lead, listed, isPicked, onPick }: Props) {
  const standing = leadStanding(lead);
  const where = useWhere();
  const { nameOf: colleague } = useColleagues();
  const campaignName = useCampaignNames();
  const { next, last } = useListedContacts(lead, listed);
  const coming = nextContactWords(next, {
    isClosed: lead.lead_status === 'do_not_contact',
    campaignName,
    whenThere: (iso) => momentThere(iso, lead.timezone, where),
  });
  return (
    <tr aria-selected={onPick ? isPicked : undefined}>
      {onPick && (
        <td className="pick hide-s">
          <input
            type="checkbox"
            aria-label={`Select ${nameOf(lead)}`}
            data-pick={lead.id}
            checked={isPicked}
            onChange={({ target, nativeEvent }) =>
              onPick(
                lead.id,
                target.checked,
                'shiftKey' in nativeEvent && nativeEvent.shiftKey === true,
              )
            }
          />
        </td>
      )}
      <th scope="row">
        <Link className="plain" to="/leads/$leadId" params={{ leadId: String(lead.id) }}>
          {nameOf(lead)}
        </Link>
      </th>
      <td className="soft n nowrap hide-s">{readablePhone(lead.phone)}</td>
      <td>
        <span className={`state ${standing.tone}`}>
          {standing.icon && <Icon name={standing.icon} />}
          <span className="clip">{standing.words}</span>
        </span>
      </td>
      <td className="soft hide-s">
        {lastContactWords(last, (iso) => shortMoment(Date.parse(iso), where))}
      </td>
      <td className="full">
        <span className={`lead-next ${coming.needs ? 'state needs' : coming.isSoft ? 'soft' : ''}`}>
          {coming.icon && <Icon name={coming.icon} small />}
          {coming.words}
        </span>
      </td>
      <td className="soft hide-s">{sourceWords(lead.source)}</td>
      <td className="soft hide-s">{lead.assigned_to && colleague(lead.assigned_to)}</td>
      <td className="num soft hide-s nowrap">{clockIn(lead.timezone, where.now)}</td>
    </tr>
  );
}

/** The clock where the lead is; a dash where the lead has no zone of its own. */
function clockIn(timeZone: string | null, now: number): string {
  if (timeZone === null) return '—';
  try {
    return clockOf(now, { now, timeZone });
  } catch {
    return '—';
  }
}
