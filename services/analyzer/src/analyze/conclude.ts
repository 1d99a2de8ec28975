import type { ModelAnswered } from '@ringback/shared/db/calls/analyses.ts';
import type { Verdict } from '@ringback/shared/queue/run-worker.ts';
import type { Finding } from '../judge/finding.ts';
import type { Case, Context, SeekFinding, Sought } from '../prove/seek-finding.ts';

export type ConcludeDeps = {
  seekFinding: SeekFinding;
  /** Called with every analysis that was saved. */
  observe?: (finding: Finding) => void;
};

/** What came of the attempt to save a finding. */
export type Saved = { kind: 'saved'; callbackId: string | null } | { kind: 'skip'; reason: string };

/** A conversation that can be judged, and how its kind is decided and saved. */
export type Dossier = {
  known: Case;
  /** What is certain without asking a judge. */
  byRules: Finding | null;
  /** Applies what is certain to the finding, before it is saved. */
  correct: (found: Finding) => Finding;
  /** An earlier analysis has an outcome, which a repeat that finds nothing does not replace. */
  hasOutcome: boolean;
  save: (finding: Finding & ModelAnswered) => Promise<Saved>;
  /** The sentence of the log. */
  says: string;
};

/** The end of every analysis, whatever the channel: decides by rules or by asking, and saves once. */
export function createConclude({ seekFinding, observe }: ConcludeDeps) {
  return async function conclude(dossier: Dossier, context: Context): Promise<Verdict> {
    const { known, byRules, correct, hasOutcome, save, says } = dossier;
    // decide, by rules or by asking
    const sought: Sought = byRules
      ? { kind: 'found', finding: byRules }
      : await seekFinding(known, context);
    if (sought.kind === 'wait') {
      return { kind: 'snooze', until: sought.until, reason: 'the judge is busy' };
    }
    const finding = correct(sought.finding);
    if (finding.decided_by === 'nobody' && hasOutcome) {
      return { kind: 'skip', reason: 'the repeat failed, the earlier analysis stays' };
    }

    // record
    const told = sought.model_answered ? { model_answered: true as const } : {};
    const saved = await save({ ...finding, ...told });
    if (saved.kind === 'skip') return saved;
    observe?.(finding);
    const { status, outcome, decided_by: decidedBy, failure } = finding;
    const { callbackId } = saved;
    context.log.info({ ...known.about, status, outcome, decidedBy, failure, callbackId }, says);
    return { kind: 'done', result: { status, outcome, callbackId } };
  };
}
