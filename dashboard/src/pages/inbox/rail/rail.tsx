import { Link } from '@tanstack/react-router';
import { useColleagues } from '../../../colleagues/use-colleagues.ts';
import { ContactSection } from '../../../lead/contact-section.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { nameOf, readablePhone } from '../../../ui/person.ts';
import { Moment } from '../../../ui/time/moment.tsx';
import { leadStatusWords } from '../../../words/lead-status-words.ts';
import { sourceWords } from '../../../words/leads.ts';
import { outcomeWords } from '../../../words/outcome-words.ts';
import type { EnrollmentRow } from '../data/rows.ts';
import type { ConversationView } from '../use-conversation.ts';
import { CampaignSection } from './campaign-section.tsx';
import { EarlierSection } from './earlier-section.tsx';
import { FactsSection } from './facts-section.tsx';

type Props = {
  view: ConversationView;
  enrollment: EnrollmentRow | null;
  steps: number | null;
  /** On a narrow page it is a sheet. */
  isOpen: boolean;
  onClose: () => void;
  onAssign: (() => void) | null;
};

/** What one needs to know of a lead while writing, the most needed first. */
export function Rail({ view, enrollment, steps, isOpen, onClose, onAssign }: Props) {
  const { conversation, lead } = view;
  const { me, nameOf: nameOfUser } = useColleagues();
  const name = lead ? nameOf(lead) : readablePhone(conversation.lead_phone);
  const status = lead ? leadStatusWords(lead.lead_status) : null;
  const outcome = lead?.outcome ? outcomeWords(lead.outcome) : null;
  const assigned = conversation.assigned_to;
  const assignedWords =
    assigned === null ? 'Nobody' : assigned === me.id ? 'You' : nameOfUser(assigned);
  return (
    <aside className={isOpen ? 'rail open' : 'rail'} aria-label={`About ${name}`}>
      <button
        className="btn bare icon s rail-close narrow-only"
        type="button"
        aria-label="Close"
        onClick={onClose}
      >
        <Icon name="x" />
      </button>
      <section className="sec">
        <h3>Lead</h3>
        <dl className="kv">
          <dt>Phone</dt>
          <dd className="n">{readablePhone(conversation.lead_phone)}</dd>
          {lead?.email && (
            <>
              <dt>Email</dt>
              <dd className="clip" title={lead.email}>
                {lead.email}
              </dd>
            </>
          )}
          <dt>From</dt>
          <dd>{lead ? sourceWords(lead.source) : ''}</dd>
          <dt>Status</dt>
          <dd className={status?.tone === 'bad' ? 'danger' : undefined}>
            {status?.words}
            {lead?.lead_status === 'contacted' && (
              <>
                {' '}
                since <Moment at={conversation.created_at} as="list" />
              </>
            )}
          </dd>
          <dt>Outcome</dt>
          <dd className={outcome?.tone === 'needs' ? 'attention' : undefined}>
            {outcome ? outcome.words : <span className="faint">Still open</span>}
          </dd>
          <dt>Assigned</dt>
          <dd>
            {onAssign ? (
              <button className="link-btn" type="button" onClick={onAssign}>
                {assignedWords}
              </button>
            ) : (
              assignedWords
            )}
          </dd>
        </dl>
        {lead && (
          <p className="dense rail-more">
            <Link to="/leads/$leadId" params={{ leadId: String(lead.id) }}>
              The whole story
            </Link>
          </p>
        )}
      </section>
      <FactsSection
        conversationId={conversation.id}
        leadId={conversation.lead_id}
        isOver={conversation.ended_at !== null}
      />
      <ContactSection leadId={conversation.lead_id} zone={view.zone} heading="h3" />
      <CampaignSection enrollment={enrollment} steps={steps} leadId={conversation.lead_id} />
      <EarlierSection leadId={conversation.lead_id} conversationId={conversation.id} />
    </aside>
  );
}
