import { OUTCOMES } from '@ringback/shared/domain/outcome.ts';
import { useNavigate } from '@tanstack/react-router';
import { outcomeWords } from '../../../words/outcome-words.ts';
import { CALL_VIEWS, type CallView } from '../calls-search.ts';

type Props = { view: CallView; outcome: string | undefined };

const VIEWS: Record<CallView, string> = {
  all: 'any',
  in_progress: 'in the call',
  scheduled: 'planned',
  held: 'waiting',
  completed: 'talked',
  busy: 'busy',
  no_answer: 'no answer',
  failed: 'failed',
  canceled: 'taken back',
};

/** What the list is narrowed to; it stands in the address. */
export function CallFilters({ view, outcome }: Props) {
  const navigate = useNavigate();
  const go = (change: { view?: string | undefined; outcome?: string | undefined }) =>
    void navigate({
      to: '/calls/all',
      search: (old) => ({ ...old, ...change }),
      replace: true,
    });
  return (
    <div className="sec row wrap calls-filters">
      <label className="filter">
        How it stands
        <select
          className="input s"
          value={view}
          onChange={({ target }) => go({ view: target.value === 'all' ? undefined : target.value })}
        >
          {CALL_VIEWS.map((one) => (
            <option key={one} value={one}>
              {VIEWS[one]}
            </option>
          ))}
        </select>
      </label>
      <label className="filter">
        What came of it
        <select
          className="input s"
          value={outcome ?? ''}
          onChange={({ target }) => go({ outcome: target.value || undefined })}
        >
          <option value="">any</option>
          {OUTCOMES.map((one) => (
            <option key={one} value={one}>
              {outcomeWords(one).words}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
