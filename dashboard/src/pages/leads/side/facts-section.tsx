import { lazy, Suspense, useState } from 'react';
import { useColleagues } from '../../../colleagues/use-colleagues.ts';
import { writtenRemarks } from '../../../lead/remarks.ts';
import type { LeadRow } from '../../../lead/use-lead.ts';
import { Moment } from '../../../ui/time/moment.tsx';
import { sourceWords } from '../../../words/leads.ts';
import { outcomeWords } from '../../../words/outcome-words.ts';
import { customFacts } from './custom-facts.ts';

const EditDialog = lazy(() =>
  import('./edit-dialog.tsx').then((file) => ({ default: file.EditDialog })),
);

type Props = { lead: LeadRow; mayEdit: boolean };

/** What is known of the lead, its custom fields included. */
export function FactsSection({ lead, mayEdit }: Props) {
  const [isEditing, setIsEditing] = useState(false);
  const { nameOf } = useColleagues();
  const rows = [
    ['Email', lead.email],
    ['From', sourceWords(lead.source)],
    ['Outcome', lead.outcome ? outcomeWords(lead.outcome).words : 'Still open'],
    ['Assigned', lead.assigned_to === null ? 'Nobody' : nameOf(lead.assigned_to)],
    ['Region', lead.region],
    ['ZIP', lead.postal_code],
    ['Id of yours', lead.external_id],
    ...customFacts(lead.custom),
    ['Remarks', writtenRemarks(lead.notes) || null],
  ] as const;
  return (
    <section className="sec">
      <h2>Lead</h2>
      <dl className="kv">
        {rows.map(([name, value]) =>
          value === null ? null : (
            <div className="kv-row" key={name}>
              <dt>{name}</dt>
              <dd className="lead-fact" dir="auto">
                {value}
              </dd>
            </div>
          ),
        )}
        <div className="kv-row">
          <dt>Since</dt>
          <dd>
            <Moment at={lead.created_at} />
          </dd>
        </div>
      </dl>
      {mayEdit && (
        <button className="btn s row-end" type="button" onClick={() => setIsEditing(true)}>
          Edit
        </button>
      )}
      {isEditing && (
        <Suspense fallback={null}>
          <EditDialog lead={lead} onClose={() => setIsEditing(false)} />
        </Suspense>
      )}
    </section>
  );
}
