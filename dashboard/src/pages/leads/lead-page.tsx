import './leads.css';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ContactSection } from '../../lead/contact-section.tsx';
import { useConsents, useLead } from '../../lead/use-lead.ts';
import { mayAct } from '../../session/session.ts';
import { useMe } from '../../session/use-me.ts';
import { PageTitle } from '../../shell/page-title.tsx';
import { useKeys } from '../../ui/keys/use-keys.ts';
import { nameOf } from '../../ui/person.ts';
import { LeadHead } from './head/lead-head.tsx';
import { CampaignsSection } from './side/campaigns-section.tsx';
import { ConsentsSection } from './side/consents-section.tsx';
import { FactsSection } from './side/facts-section.tsx';
import { NoteSection } from './side/note-section.tsx';
import { Story } from './story/story.tsx';
import { readStorySearch } from './story/story-views.ts';
import { useTimeline } from './story/use-timeline.ts';

/** A lead's story: what happens next, what happened, why, and what is known. */
export function LeadPage() {
  const { leadId = '', decisionId = null } = useParams({ strict: false });
  const id = Number(leadId);
  if (!Number.isSafeInteger(id) || id <= 0) return <NoLead />;
  return <KnownLead key={id} id={id} openDecision={decisionId} />;
}

function KnownLead({ id, openDecision }: { id: number; openDecision: string | null }) {
  const lead = useLead(id);
  const { data: consents } = useConsents(id);
  const { show = 'everything' } = useSearch({ strict: false });
  const { user } = useMe();
  const isAgent = mayAct(user, 'agent');
  useWhyKey(id);
  const name = lead ? nameOf(lead) : 'Lead';
  return (
    <>
      <PageTitle title={`${name} · Leads`} />
      <LeadHead lead={lead} consents={consents ?? null} />
      <div className="detail lead-detail">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys */}
        <section className="lead-story" tabIndex={0} aria-label="Story">
          <Story leadId={id} openDecision={openDecision} view={show} />
        </section>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys */}
        <aside className="side rail" tabIndex={0} aria-label={`About ${name}`}>
          {lead && <FactsSection lead={lead} mayEdit={isAgent} />}
          <ContactSection leadId={id} zone={lead?.timezone ?? null} heading="h2" />
          {consents && <CampaignsSection enrollments={consents.enrollments} />}
          {consents && <ConsentsSection consents={consents} name={name} mayClose={isAgent} />}
          {isAgent && <NoteSection leadId={id} />}
        </aside>
      </div>
    </>
  );
}

/** W opens the newest decision. */
function useWhyKey(id: number): void {
  const navigate = useNavigate();
  const { data } = useTimeline(id);
  const newest = data?.pages[0]?.entries.findLast(({ kind }) => kind === 'decision');
  useKeys([
    {
      keys: 'w',
      name: 'Why: the latest decision of this lead',
      group: 'leads',
      run: () => {
        if (newest?.kind !== 'decision') return;
        void navigate({
          to: '/leads/$leadId/why/$decisionId',
          params: { leadId: String(id), decisionId: String(newest.decision.id) },
          search: (old) => readStorySearch(old),
          replace: true,
        });
      },
    },
  ]);
}

function NoLead() {
  return (
    <div className="empty">
      <PageTitle title="Lead" />
      <h1>There is no such lead</h1>
      <Link to="/leads">All leads</Link>
    </div>
  );
}
