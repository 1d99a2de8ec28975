import { zonesOf } from '../zones/zones-of.ts';
import { type ContactInput, faultIn, isAnswer } from './contact-input.ts';
import { contactWindow } from './contact-window.ts';
import { judgeDenials } from './judge-denials.ts';
import { budgetHold, capHolds, switchHold, windowHold } from './passing-holds.ts';
import { plainly } from './plain-evidence.ts';

const MINUTE = 60_000;

/** Carriers queue texts; what is accepted so close to the end may leave after it. */
const TEXT_GUARD_MS = 10 * MINUTE;
/** For so long after the lead's last text an answer is welcome at any hour. */
const REPLY_GRACE_MS = 60 * MINUTE;

type Explained = { rule: string; reason: string; evidence: Record<string, unknown> };

/**
 * `allow` until a moment: judge again after it. `hold` until the first moment at which nothing that
 * is known now would forbid it. `deny`: waiting does not help.
 */
export type ContactVerdict = Explained &
  ({ verdict: 'allow'; until: Date } | { verdict: 'hold'; until: Date } | { verdict: 'deny' });

/**
 * Whether a number may be contacted, in this order: what cannot be right (`invalid_input`), a
 * number that costs too much or is nobody's (`undialable`), the do-not-contact list (`suppressed`),
 * consent (`no_consent`, `consent_…`), a reply to nobody (`no_inbound`): these deny. Then what
 * passes with time: the switch (`switched_off`), money (`budget`), frequency (`cap_…`), the hour
 * (`quiet_hours`, `unknown_zone`, …): these hold, the first one is named, and the hold lasts until
 * all of them are over. Answers to a lead are neither counted nor priced, and within an hour of the
 * lead's text not bound to the window.
 */
export function decideContact(input: ContactInput): ContactVerdict {
  const fault = faultIn(input);
  if (fault) return { verdict: 'deny', rule: 'invalid_input', reason: fault, evidence: {} };

  const { channel, at, lead, phone } = input;
  const place = zonesOf({ ...lead, phone });
  const judged = judgeDenials(input, place);
  if (judged.kind === 'denied') return judged.denial;
  const { evidence, uses, consentEnds, silentFrom, suppressed } = judged;
  const answers = isAnswer(input);

  const holds = [...switchHold(input), ...(answers ? [] : budgetHold(input)), ...capHolds(uses)];
  const graceEnds = answers && input.lastInboundAt ? graceAfter(input.lastInboundAt, at) : null;
  const guardMs = channel === 'text' && !answers ? TEXT_GUARD_MS : 0;
  const windowAt = (moment: Date) => contactWindow(place, input.operator, moment, guardMs);
  const window = windowAt(at);
  evidence['window'] = window.kind === 'unknown' ? null : window.evidence;

  if (!graceEnds) holds.push(...windowHold(window, at));

  const [first] = holds;
  if (first) {
    evidence['holds'] = holds.map(plainly);
    const latest = new Date(Math.max(...holds.map(({ until }) => until.getTime())));
    // A cap that ends at night waits for the morning, unless the lead still waits for an answer.
    const then = graceEnds && latest < graceEnds ? null : windowAt(latest);
    const until = then?.kind === 'closed' ? then.opensAt : latest;
    if (until.getTime() >= silentFrom) return suppressed();
    return { verdict: 'hold', until, rule: first.rule, reason: first.reason, evidence };
  }

  const open = window.kind === 'open' ? window.until : null;
  const ends = [open, graceEnds].flatMap((end) => (end ? [end.getTime()] : []));
  return {
    verdict: 'allow',
    until: new Date(Math.min(Math.max(...ends), consentEnds, silentFrom)),
    rule: open ? 'window_open' : 'reply_in_time',
    reason: open
      ? 'Inside the contact hours wherever the lead may be, agreed to, and under every cap.'
      : 'The lead has just written and is being answered.',
    evidence,
  };
}

function graceAfter(lastInboundAt: Date, at: Date): Date | null {
  const ends = new Date(lastInboundAt.getTime() + REPLY_GRACE_MS);
  return lastInboundAt <= at && at < ends ? ends : null;
}
