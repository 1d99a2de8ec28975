import type { PersonReason } from '../reasons/person-reasons.ts';
import { isOnDuty, type Shift } from './on-duty.ts';
import { type QuietHours, quietUntil } from './quiet-until.ts';

export const CHANNELS = ['webhook', 'text', 'mail'] as const;
export const TO_WHOM = ['on_duty', 'assigned', 'user'] as const;

export type Need = {
  id: string;
  kind: 'conversation' | 'call' | 'analysis';
  reason: PersonReason;
  since: Date;
  /** When a colleague, or a program of the operator, last did something about it. */
  actedAt: Date | null;
  assignedTo: string | null;
  /** The rules that have been carried out for it. */
  told: readonly string[];
};

export type Rule = {
  id: string;
  reasons: readonly PersonReason[];
  after_minutes: number;
  channel: (typeof CHANNELS)[number];
  to_whom: (typeof TO_WHOM)[number] | null;
  user_id: string | null;
};

export type Colleague = QuietHours & { id: string };
export type Known = {
  rules: readonly Rule[];
  shifts: readonly Shift[];
  people: readonly Colleague[];
};

export type Told = { rule_id: string; recipients: { user_id: string; at: Date }[] };

const MINUTE = 60_000;

/**
 * Which rules are carried out for a need now, for whom and from when on, and when the rules are read
 * again; null: all are carried out. A rule that finds nobody waits until it does. Minutes are counted
 * from the last act.
 */
export function whoIsTold(need: Need, { rules, shifts, people }: Known, now: Date) {
  const told: Told[] = [];
  const later: number[] = [];
  const quietSince = Math.max(need.since.getTime(), need.actedAt?.getTime() ?? 0);

  for (const rule of rules) {
    if (need.told.includes(rule.id) || !rule.reasons.includes(need.reason)) continue;
    const dueMs = quietSince + rule.after_minutes * MINUTE;
    const recipients = rule.channel === 'webhook' ? [] : recipientsOf(rule);
    if (dueMs > now.getTime()) later.push(dueMs);
    else if (rule.channel !== 'webhook' && recipients.length === 0) {
      later.push(now.getTime() + MINUTE);
    } else told.push({ rule_id: rule.id, recipients });
  }
  return { told, lookAt: later.length === 0 ? null : new Date(Math.min(...later)) };

  function recipientsOf(rule: Rule): Told['recipients'] {
    const wanted = new Set(idsFor(rule));
    return people
      .filter(({ id }) => wanted.has(id))
      .map((one) => ({ user_id: one.id, at: tellAt(need, one, now) }));
  }

  function idsFor({ to_whom, user_id }: Rule): string[] {
    if (to_whom === 'user') return user_id === null ? [] : [user_id];
    if (to_whom === 'assigned') return need.assignedTo === null ? [] : [need.assignedTo];
    return shifts.filter((shift) => isOnDuty(shift, now)).map((shift) => shift.user_id);
  }
}

/** Quiet hours hold what is said to somebody, except about a call that is live. */
export function tellAt(need: Pick<Need, 'kind'>, colleague: QuietHours, now: Date): Date {
  return (need.kind === 'call' ? null : quietUntil(colleague, now)) ?? now;
}
