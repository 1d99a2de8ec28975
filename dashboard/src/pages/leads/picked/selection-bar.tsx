import { lazy, Suspense, useState } from 'react';
import { BusyButton } from '../../../ui/busy-button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { leadsWords } from './each.ts';
import { usePickedActs } from './use-picked-acts.ts';

const AssignDialog = lazy(() =>
  import('../../../colleagues/assign-dialog.tsx').then((file) => ({ default: file.AssignDialog })),
);
const CampaignDialog = lazy(() =>
  import('./campaign-dialog.tsx').then((file) => ({ default: file.CampaignDialog })),
);

type Props = { ids: readonly number[]; onClear: () => void };

/** What can be done with the selected leads. */
export function SelectionBar({ ids, onClear }: Props) {
  const acts = usePickedActs(ids, onClear);
  const [open, setOpen] = useState<'assign' | 'campaign' | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const run = (words: string, work: Promise<void>) => {
    setBusy(words);
    void work.finally(() => setBusy(null));
  };
  return (
    <section className="toasts" aria-label="The selected leads">
      <div className="toast">
        <span className="n">{busy ?? `${ids.length} selected`}</span>
        <span className="row g4">
          <BusyButton className="btn s" busy={null} onClick={() => setOpen('campaign')}>
            Add to campaign…
          </BusyButton>
          <BusyButton className="btn s" onClick={() => setOpen('assign')}>
            Assign…
          </BusyButton>
          <BusyButton
            className="btn s"
            offBecause={busy}
            onClick={() => run('Stopping…', acts.stopFollowUps())}
          >
            Stop follow-ups
          </BusyButton>
          <button
            className="btn s"
            type="button"
            aria-label="Clear the selection"
            onClick={onClear}
          >
            <Icon name="x" small />
          </button>
        </span>
      </div>
      <Suspense fallback={null}>
        {open === 'assign' && (
          <AssignDialog
            title={`Whose ${ids.length === 1 ? 'is this lead' : `are these ${leadsWords(ids.length)}`}?`}
            assignedTo={null}
            onClose={() => setOpen(null)}
            onChoose={(user) => run('Assigning…', acts.assign(user))}
          />
        )}
        {open === 'campaign' && (
          <CampaignDialog
            count={ids.length}
            onClose={() => setOpen(null)}
            onChoose={(id, name) => run('Adding…', acts.add(id, name))}
          />
        )}
      </Suspense>
    </section>
  );
}
