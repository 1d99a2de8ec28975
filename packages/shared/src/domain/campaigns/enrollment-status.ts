import type { Moves } from '../moves.ts';

export const ENROLLMENT_STATUSES = ['active', 'paused', 'completed', 'stopped'] as const;
export type EnrollmentStatus = (typeof ENROLLMENT_STATUSES)[number];

/** Where an enrollment may go. It leaves no ending. */
export const ENROLLMENT_MOVES: Moves<EnrollmentStatus> = {
  active: ['paused', 'completed', 'stopped'],
  paused: ['active', 'stopped'],
  completed: [],
  stopped: [],
};

export function isEnded(status: EnrollmentStatus): boolean {
  return ENROLLMENT_MOVES[status].length === 0;
}
