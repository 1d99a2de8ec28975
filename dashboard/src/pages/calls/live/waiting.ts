import type { RowOf } from '../../../live/kinds.ts';

type Call = Pick<RowOf<'call'>, 'status' | 'held_rule' | 'held_reason' | 'held_until' | 'run_at'>;
export type Waiting = { rule: string; count: number; first: string | null };

/** Held calls by their reason, the most first, each with when the first may go on. */
export function waitingByReason(calls: readonly Call[]): Waiting[] {
  const groups = new Map<string, Waiting>();
  for (const call of calls) {
    if (call.status !== 'held') continue;
    const rule = call.held_rule ?? call.held_reason ?? 'unknown';
    const group = groups.get(rule) ?? { rule, count: 0, first: null };
    group.count += 1;
    if (call.held_until && (group.first === null || call.held_until < group.first)) {
      group.first = call.held_until;
    }
    groups.set(rule, group);
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}

/** Calls that are planned, the earliest first. */
export const nextCalls = <C extends Call>(calls: readonly C[], most: number): C[] =>
  calls
    .filter(({ status }) => status === 'scheduled')
    .sort((a, b) => Date.parse(a.run_at) - Date.parse(b.run_at))
    .slice(0, most);
