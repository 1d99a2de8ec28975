import { lazy, Suspense, useState } from 'react';
import { useColleagues } from '../colleagues/use-colleagues.ts';
import type { RowOf } from '../live/kinds.ts';
import { mayAct } from '../session/session.ts';
import { useMe } from '../session/use-me.ts';
import { Moment } from '../ui/time/moment.tsx';
import { outcomeWords } from '../words/outcome-words.ts';
import { useCorrection } from './use-correction.ts';

const CorrectDialog = lazy(() =>
  import('./correct-dialog.tsx').then((file) => ({ default: file.CorrectDialog })),
);

type Analysis = RowOf<'analysis'>;

const wordsOf = ({ status, outcome }: Pick<Analysis, 'status' | 'outcome'>) =>
  status === 'needs_review' || !outcome
    ? 'Nobody could tell: read it'
    : outcomeWords(outcome).words;

/** What came of it, with who corrected it; whoever may act corrects it here. */
export function OutcomeLine({ analysis }: { analysis: Analysis }) {
  const [isOpen, setIsOpen] = useState(false);
  const isAgent = mayAct(useMe().user, 'agent');
  return (
    <>
      <p className="row outcome-line">
        <b>{wordsOf(analysis)}</b>
        {isAgent && (
          <button className="link-btn dense push" type="button" onClick={() => setIsOpen(true)}>
            Correct outcome
          </button>
        )}
      </p>
      {analysis.correction && (
        <Corrected analysis={analysis} correction={analysis.correction} mayUndo={isAgent} />
      )}
      {isOpen && (
        <Suspense fallback={null}>
          <CorrectDialog analysis={analysis} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

type CorrectedProps = {
  analysis: Analysis;
  correction: NonNullable<Analysis['correction']>;
  mayUndo: boolean;
};

function Corrected({ analysis, correction, mayUndo }: CorrectedProps) {
  const { me } = useColleagues();
  const { undo } = useCorrection(analysis);
  const { by_id: by, by_name: name, at, reason, found } = correction;
  return (
    <div className="dense soft outcome-corrected">
      <p>
        Corrected by {by === me.id ? 'you' : name}, <Moment at={at} />. It was: {wordsOf(found)}.{' '}
        {mayUndo && (
          <button
            className="link-btn"
            type="button"
            disabled={undo.isPending}
            onClick={() => undo.mutate()}
          >
            Take it back
          </button>
        )}
      </p>
      {reason && <p dir="auto">“{reason}”</p>}
    </div>
  );
}
