import { useNavigate } from '@tanstack/react-router';
import { useColleagues } from '../../../colleagues/use-colleagues.ts';
import { useCampaignNames } from '../../../lead/use-campaign-names.ts';
import { useConsents, useContacts, usePolicy } from '../../../lead/use-lead.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useTabKeys } from '../../../ui/keys/use-tab-keys.ts';
import { Fault, Skeleton } from '../../../ui/panels.tsx';
import { useWhere } from '../../../ui/time/moment.tsx';
import { clockOf, dayKey, dayName, stopwatch } from '../../../ui/time/moments.ts';
import { momentThere } from '../../../ui/time/there.ts';
import { nextContactWords } from '../../../words/next-contact.ts';
import { storyItems } from './story-items.ts';
import { StoryLine } from './story-line.tsx';
import { STORY_TABS, STORY_VIEWS, type StoryView } from './story-views.ts';
import { timesWords } from './times-words.ts';
import { useTimeline } from './use-timeline.ts';

type Props = { leadId: number; openDecision: string | null; view: StoryView };

/** What happens next, then all that happened, newest first, by day. */
export function Story({ leadId, openDecision, view }: Props) {
  const timeline = useTimeline(leadId);
  const { data: consents } = useConsents(leadId);
  const { data: contacts } = useContacts(leadId);
  const { data: policy } = usePolicy(leadId);
  const campaignName = useCampaignNames();
  const { me, nameOf } = useColleagues();
  const where = useWhere();
  const zone = policy?.zone ?? null;
  const navigate = useNavigate();
  const show = (to: StoryView) => void navigate({ to: '.', search: { show: to }, replace: true });
  useTabKeys(STORY_TABS, view, show);
  const whenThere = (iso: string) => momentThere(iso, zone, where);
  const entries = (timeline.data?.pages ?? []).toReversed().flatMap((page) => page.entries);
  const items = storyItems(
    entries.filter(({ kind }) => STORY_VIEWS[view].kinds?.includes(kind) ?? true),
    {
      me: me.id,
      nameOf,
      campaignName,
      clock: (iso) => clockOf(Date.parse(iso), where),
      whenThere,
      talked: stopwatch,
    },
  );
  const next =
    contacts &&
    consents &&
    nextContactWords(contacts.next, {
      isClosed: consents.suppressions.some(
        ({ scope, lifted_at }) => scope === 'all' && lifted_at === null,
      ),
      campaignName,
      whenThere,
    });
  const day = (iso: string) => dayKey(Date.parse(iso), where);
  return (
    <>
      <div className="story-top">
        <fieldset className="tabs story-filters" aria-label="What the story shows">
          {STORY_TABS.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={name === view}
              onClick={() => show(name)}
            >
              {STORY_VIEWS[name].words}
            </button>
          ))}
        </fieldset>
        <p className="meta push">{timesWords(zone, where)}</p>
      </div>
      <div className="story">
        {next && timeline.data && (
          <p className={next.needs ? 'notice needs story-next' : 'notice story-next'}>
            <Icon name={next.icon ?? 'check'} />
            <span>
              <b>Next:</b> {next.words}
              {next.icon === 'ban' ? '. Only they can lift this, by writing START.' : '.'}
            </span>
          </p>
        )}
        {timeline.error && !timeline.data && (
          <Fault
            what="The story could not be loaded"
            error={timeline.error}
            onRetry={() => void timeline.refetch()}
          />
        )}
        {timeline.isPending && <Skeleton lines={8} />}
        <ol aria-label="Newest first">
          {items.flatMap((item, index) => {
            const before = items[index - 1];
            const isNewDay = !before || day(before.at) !== day(item.at);
            const place = index === 0 ? 'first' : index === items.length - 1 ? 'last' : '';
            return [
              ...(isNewDay
                ? [
                    <li className="day" key={`day ${day(item.at)}`}>
                      <span>{dayName(Date.parse(item.at), where)}</span>
                    </li>,
                  ]
                : []),
              <StoryLine
                key={item.key}
                item={item}
                leadId={leadId}
                openDecision={openDecision}
                zone={zone}
                place={place}
              />,
            ];
          })}
        </ol>
        {timeline.hasNextPage && (
          <p className="story-more">
            <button
              className="btn s"
              type="button"
              aria-busy={timeline.isFetchingNextPage}
              onClick={() => void timeline.fetchNextPage()}
            >
              {timeline.isFetchingNextPage ? 'Loading…' : 'Load older'}
            </button>
          </p>
        )}
      </div>
    </>
  );
}
