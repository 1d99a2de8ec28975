import { waitWords } from './waits.ts';

export type NextContact = {
  at: string | null;
  channel: string;
  what: string;
  rule: string | null;
  is_held: boolean;
  campaign_id: string | null;
  step: number | null;
};
type Facts = {
  /** The lead asked not to be contacted at all. */
  isClosed: boolean;
  campaignName: (id: string) => string | null;
  whenThere: (iso: string) => string;
};

export type NextWords = { icon: string | null; words: string; needs: boolean; isSoft: boolean };

const line = (icon: string | null, words: string, rest: Partial<NextWords> = {}): NextWords => ({
  ...{ icon, words, needs: false, isSoft: false },
  ...rest,
});

/** What happens to a lead next, when, and why not sooner. Nothing is an answer too. */
export function nextContactWords(next: NextContact | null, facts: Facts): NextWords {
  if (facts.isClosed) return line('ban', 'Never', { isSoft: true });
  if (next === null) return line(null, 'Nothing planned', { isSoft: true });
  if (next.what === 'person') {
    const words = next.rule === 'unclear' ? 'Waits for somebody to look' : 'Waits for a person';
    return line('user', words, { needs: true });
  }
  if (next.what === 'paused') return line('pause', 'Follow-ups wait while they talk');
  const moment = next.at === null ? null : facts.whenThere(next.at);
  if (next.what === 'reply') {
    return next.is_held ? line('moon', 'The answer is held back') : line('send', 'AI answers now');
  }
  const what = whatWords(next, facts);
  if (!next.is_held) return line('clock', moment ? `${what} at ${moment}` : what);
  const wait = waitWords(next.rule ?? 'unknown');
  const until = moment && !wait.acts ? ` until ${moment}` : '';
  return line('moon', `${what} waits${until}: ${wait.short}`, { needs: wait.acts });
}

function whatWords({ what, step, channel, campaign_id: id }: NextContact, { campaignName }: Facts) {
  if (what === 'step' && step !== null) {
    const name = id ? campaignName(id) : null;
    return `Step ${step}${name ? ` of ${name}` : ''}`;
  }
  return channel === 'call' ? 'Call' : 'Text';
}
