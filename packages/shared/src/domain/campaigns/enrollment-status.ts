export const ENROLLMENT_STATUSES = ['active', 'paused', 'completed', 'stopped'] as const;
export type EnrollmentStatus = (typeof ENROLLMENT_STATUSES)[number];

/** Where an enrollment may go. The two endings are left by a new enrollment only. */
const NEXT = {
  active: ['paused', 'completed', 'stopped'],
  paused: ['active', 'completed', 'stopped'],
  completed: [],
  stopped: [],
} as const satisfies Record<EnrollmentStatus, readonly EnrollmentStatus[]>;

/** Why an enrollment stands where it stands. */
export const ENROLLMENT_REASONS = {
  active: ['enrolled', 'resumed'],
  paused: ['lead_replied', 'human_took_over', 'on_request', 'sender_not_ready', 'held_for_review'],
  completed: ['steps_done', 'goal_reached', 'no_response'],
  stopped: [
    'opted_out',
    'bad_number',
    'not_textable',
    'unreachable',
    'filtered',
    'no_consent',
    'consent_expired',
    'disqualified',
    'escalated',
    'closed_by_staff',
    'campaign_ended',
    'replaced',
    'lead_deleted',
  ],
} as const satisfies Record<EnrollmentStatus, readonly string[]>;

export type EnrollmentReason = (typeof ENROLLMENT_REASONS)[EnrollmentStatus][number];

export function canMove(from: EnrollmentStatus, to: EnrollmentStatus): boolean {
  const next: readonly EnrollmentStatus[] = NEXT[from];
  return next.includes(to);
}

/** The statuses from which `to` may be entered. The database guards its update with this list. */
export function predecessorsOf(to: EnrollmentStatus): EnrollmentStatus[] {
  return ENROLLMENT_STATUSES.filter((from) => canMove(from, to));
}

/** The status that a reason belongs to: no reason stands for two. */
export function statusFor(reason: EnrollmentReason): EnrollmentStatus {
  const found = ENROLLMENT_STATUSES.find((status) => {
    const reasons: readonly string[] = ENROLLMENT_REASONS[status];
    return reasons.includes(reason);
  });
  if (!found) throw new Error('a reason that no status lists');
  return found;
}

/** What pauses by itself also resumes by itself; what a person paused waits for a person. */
export function resumesByItself(reason: EnrollmentReason): boolean {
  return reason === 'sender_not_ready';
}

export function isEnded(status: EnrollmentStatus): boolean {
  return NEXT[status].length === 0;
}
