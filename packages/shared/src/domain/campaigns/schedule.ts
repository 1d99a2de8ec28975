import type { OperatorHours } from '../quiet-hours/day-hours.ts';
import { type CallingPlace, callingWindow } from '../quiet-hours/window.ts';

/** One step, as far as time is concerned: the delay counts from the one before, or from enrolling. */
export type StepDelay = { delayMs: number };

/** The first moment from `from` on at which the lead may be contacted; null: nobody knows one. */
export type WindowFrom = (from: Date) => Date | null;

export type Progress = {
  steps: readonly StepDelay[];
  /** Position of the step to come, from 0. */
  nextStep: number;
  enrolledAt: Date;
  /** When the step before was sent; null before the first. */
  lastSentAt: Date | null;
};

export type NextStep =
  | { kind: 'at'; step: number; at: Date; dueAt: Date }
  | { kind: 'done' }
  /** Due, but no window is known: held until somebody says where the lead is. */
  | { kind: 'no_window'; step: number; dueAt: Date };

/**
 * When the next step is due: its delay after the one before, moved to the opening of the window. A
 * campaign that lost or gained steps while running goes on at the same position.
 */
export function nextStep(progress: Progress, windowFrom: WindowFrom, now: Date): NextStep {
  const { steps, nextStep: step, enrolledAt, lastSentAt } = progress;
  const next = steps[step];
  if (!next) return { kind: 'done' };

  const since = lastSentAt ?? enrolledAt;
  const dueAt = new Date(since.getTime() + Math.max(0, next.delayMs));
  // What is overdue, after a pause or a stop of the service, is due now and not in the past.
  const at = windowFrom(dueAt > now ? dueAt : now);
  return at ? { kind: 'at', step, at, dueAt } : { kind: 'no_window', step, dueAt };
}

/** The window of a place as `nextStep` wants it. */
export function windowFrom(place: CallingPlace, operator: OperatorHours | null): WindowFrom {
  return (from) => {
    const window = callingWindow(place, operator, from);
    if (window.kind === 'open') return from;
    return window.kind === 'closed' ? window.opensAt : null;
  };
}
