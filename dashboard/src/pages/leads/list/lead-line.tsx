import { Link } from '@tanstack/react-router';
import type { LeadRow } from '../../../lead/use-lead.ts';
import { Icon } from '../../../ui/icon.tsx';
import { nameOf, readablePhone } from '../../../ui/person.ts';
import { Moment, useWhere } from '../../../ui/time/moment.tsx';
import { clockOf } from '../../../ui/time/moments.ts';
import { leadStanding, sourceWords } from '../../../words/leads.ts';

/** One lead; on a phone its name and how it stands, and below both its number. */
export function LeadLine({ lead }: { lead: LeadRow }) {
  const standing = leadStanding(lead);
  const { now } = useWhere();
  return (
    <tr>
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
      <td className="soft full">
        <span className="show-s n">{readablePhone(lead.phone)} · </span>
        {lead.last_contacted_at ? (
          <Moment at={lead.last_contacted_at} />
        ) : (
          <>
            Never<span className="show-s"> contacted</span>
          </>
        )}
      </td>
      <td className="soft hide-s">{sourceWords(lead.source)}</td>
      <td className="num soft hide-s nowrap">{clockIn(lead.timezone, now)}</td>
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
