import { waitWords } from '../../../words/waits.ts';
import type { StoryEntry } from './story-rows.ts';

type Enrollment = {
  status: string;
  next_step: number;
  next_message_at: string | null;
  held_until: string | null;
  held_rule: string | null;
  campaign_id: string;
};
type Facts = {
  isClosed: boolean;
  entries: readonly StoryEntry[];
  enrollments: readonly Enrollment[];
  campaignName: (id: string) => string | null;
  whenThere: (iso: string) => string;
};

export type LeadNext = { icon: string; words: string; needs: boolean };

type Planned = { at: string; what: string; rule: string | null; isHeld: boolean };

/** What happens to this lead next, when, and why not sooner. Nothing is an answer too. */
export function leadNext({
  isClosed,
  entries,
  enrollments,
  campaignName,
  whenThere,
}: Facts): LeadNext {
  if (isClosed) {
    return {
      icon: 'ban',
      words: 'nothing. Only they can lift this, by writing START.',
      needs: false,
    };
  }
  const planned = [
    ...entries.flatMap((entry) => plannedOf(entry) ?? []),
    ...enrollments.flatMap((one): Planned[] => {
      const at = one.held_until ?? one.next_message_at;
      if (one.status !== 'active' || at === null) return [];
      const name = campaignName(one.campaign_id);
      const what = `step ${one.next_step}${name ? ` of ${name}` : ''}`;
      return [{ at, what, rule: one.held_rule, isHeld: one.held_rule !== null }];
    }),
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const [first] = planned;
  if (first) {
    const wait = first.rule ? waitWords(first.rule) : null;
    const why = wait ? `: ${wait.short}` : '';
    const moment = whenThere(first.at);
    const words = first.isHeld
      ? `${first.what} waits until ${moment}${why}.`
      : `${first.what} at ${moment}.`;
    return { icon: first.isHeld ? 'moon' : 'clock', words, needs: wait?.acts ?? false };
  }
  return enrollments.some(({ status }) => status === 'paused')
    ? { icon: 'pause', words: 'follow-ups wait while they talk.', needs: false }
    : { icon: 'check', words: 'nothing is planned.', needs: false };
}

function plannedOf(entry: StoryEntry): Planned | null {
  if (entry.kind === 'call' && ['scheduled', 'held'].includes(entry.call.status)) {
    const { held_until, run_at, held_rule, status } = entry.call;
    return { at: held_until ?? run_at, what: 'a call', rule: held_rule, isHeld: status === 'held' };
  }
  if (entry.kind === 'text' && ['pending', 'held'].includes(entry.text.delivery_status)) {
    const { held_until, send_at, held_rule, step, delivery_status } = entry.text;
    const at = held_until ?? send_at ?? entry.at;
    const what = step === null ? 'a text' : `step ${step}`;
    return { at, what, rule: held_rule, isHeld: delivery_status === 'held' };
  }
  return null;
}
