import { OUTCOMES, type Outcome } from '@ringback/shared/domain/outcome.ts';
import { useState } from 'react';
import type { RowOf } from '../live/kinds.ts';
import { BusyButton } from '../ui/busy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { outcomeWords } from '../words/outcome-words.ts';
import { useCorrection } from './use-correction.ts';

type Props = { analysis: RowOf<'analysis'>; onClose: () => void };

/** What really came of it, and why, for the colleagues. */
export function CorrectDialog({ analysis, onClose }: Props) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [reason, setReason] = useState('');
  const { correct } = useCorrection(analysis);
  return (
    <Dialog title="Correct the outcome" onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (outcome === null || correct.isPending) return;
          correct.mutate({ outcome, reason: reason.trim() || null }, { onSuccess: onClose });
        }}
      >
        <div className="field">
          <label htmlFor="correct-outcome">What came of it</label>
          <select
            id="correct-outcome"
            className="input"
            value={outcome ?? ''}
            onChange={({ target }) =>
              setOutcome(OUTCOMES.find((one) => one === target.value) ?? null)
            }
          >
            <option value="" disabled>
              Choose
            </option>
            {OUTCOMES.filter((one) => one !== analysis.outcome).map((one) => (
              <option key={one} value={one}>
                {outcomeWords(one).words}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="correct-reason">Why, for your colleagues</label>
          <input
            id="correct-reason"
            className="input"
            value={reason}
            maxLength={500}
            placeholder="They meant the other car"
            onChange={({ target }) => setReason(target.value)}
          />
          <p className="help">
            {outcome === 'no_response'
              ? 'Follow-ups go on as planned.'
              : 'Follow-ups of this lead stop, and stay stopped if you take it back.'}
            {outcome === 'discarded' && ' The number stays open: close it with “Do not contact”.'}
          </p>
        </div>
        {correct.error && (
          <p className="fault" role="alert">
            {correct.error.message}
          </p>
        )}
        <div className="row">
          <button className="btn push" type="button" onClick={onClose}>
            Cancel
          </button>
          <BusyButton
            className="btn go"
            type="submit"
            busy={correct.isPending ? 'Saving…' : null}
            offBecause={outcome === null ? 'No outcome is chosen yet' : null}
          >
            Correct
          </BusyButton>
        </div>
      </form>
    </Dialog>
  );
}
