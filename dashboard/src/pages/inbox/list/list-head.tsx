import { Link, useNavigate } from '@tanstack/react-router';
import type { Counts } from '../../../shell/counts.ts';
import { DownloadCsv } from '../../../ui/download-csv.tsx';
import { useTabKeys } from '../../../ui/keys/use-tab-keys.ts';
import { SearchBox } from '../../../ui/search-box.tsx';
import { INBOX_VIEWS, type InboxSearch, type InboxView, readInboxSearch } from '../inbox-search.ts';
import { CampaignChip } from './campaign-chip.tsx';

type Props = {
  view: InboxView;
  search: InboxSearch;
  counts: Counts | null;
  /** How many rows would stand elsewhere if the order were not held. */
  moved: number;
  onShow: () => void;
};

const NAMES = { needs: 'Needs a person', mine: 'Mine', open: 'Open', ended: 'Ended' } as const;
const SORTED = {
  needs: 'in a call, then longest wait',
  mine: 'newest first',
  open: 'newest first',
  ended: 'newest first',
} as const;

export function ListHead({ view, search, counts, moved, onShow }: Props) {
  const navigate = useNavigate();
  useTabKeys(
    INBOX_VIEWS,
    view,
    (one) => void navigate({ to: '.', search: { ...search, view: one } }),
  );
  const countOf = (one: InboxView) => (one === 'ended' ? null : (counts?.[one] ?? null));
  return (
    <div className="list-head">
      <div className="row">
        <p className="list-title">Inbox</p>
        {moved > 0 ? (
          <button className="link-btn meta push" type="button" onClick={onShow}>
            {moved} moved up · show
          </button>
        ) : (
          <span className="meta push">{SORTED[view]}</span>
        )}
      </div>
      <nav className="tabs" aria-label="Which conversations">
        {INBOX_VIEWS.map((one) => (
          <Link
            key={one}
            to="."
            search={{ ...search, view: one }}
            aria-current={one === view ? 'true' : undefined}
          >
            {NAMES[one]}
            {countOf(one) !== null && <span className="count">{countOf(one)}</span>}
          </Link>
        ))}
      </nav>
      <div className="row">
        <SearchBox
          name="Search what was said"
          placeholder="Names, numbers, words"
          q={search.q ?? ''}
          onSearch={(q) =>
            void navigate({
              to: '.',
              // As the address is by then: a view may have been chosen since.
              search: (old) => readInboxSearch({ ...old, q }),
              replace: true,
            })
          }
        />
        <DownloadCsv
          list="conversations"
          filters={{ view, q: search.q, campaign_id: search.campaign }}
        />
      </div>
      {search.campaign && <CampaignChip id={search.campaign} search={search} />}
    </div>
  );
}
