import type { MessageContext } from '@ringback/shared/db/texts/message-context.ts';
import type { TextClaim } from '@ringback/shared/db/texts/send-messages.ts';
import { type Ceilings, ceilingsOn } from '@ringback/shared/domain/policy/ceilings.ts';
import { dialable } from '@ringback/shared/domain/policy/judge-number.ts';
import { limitsOn } from '@ringback/shared/domain/policy/limits.ts';
import { textCostUsd } from '@ringback/shared/domain/prices/contact-prices.ts';
import { segmentsOf } from '@ringback/shared/domain/texts/segments.ts';
import { usualPace } from '@ringback/shared/domain/texts/sender-pace.ts';
import type { TextPolicy } from './decide-text.ts';
import type { ReadyText } from './judge-text.ts';

export type ClaimSettings = {
  policy: TextPolicy;
  ceilings: Ceilings;
  /** What one segment costs wherever it goes; null: what the price table says. */
  segmentUsd: number | null;
  /** Confirmations of START and answers to HELP that one number gets in a day, of each kind. */
  noticesPerDay: number;
  /** Of senders that have no pace of their own; null: what is usual for their kind. */
  textsPerSecond: number | null;
  worker: string;
};

type Attempt = {
  claimId: string;
  at: Date;
  /** The latest moment at which the order may leave us. */
  deadline: Date;
};

/** What the claim of a text is judged by, in the statement that commits it. */
export function textClaim(
  ready: ReadyText,
  { conversation, message, lead }: MessageContext,
  { policy, ceilings, segmentUsd, ...settings }: ClaimSettings,
  { claimId, at, deadline }: Attempt,
): TextClaim {
  const phone = message.lead_phone;
  const { segments } = segmentsOf(ready.body);
  return {
    claim_id: claimId,
    worker: settings.worker,
    deadline_at: deadline.toISOString(),
    open_until: ready.until.toISOString(),
    valid_until: new Date(at.getTime() + ready.seconds * 1_000).toISOString(),
    limits: limitsOn({ channel: 'text', lead: lead ?? {}, phone, caps: policy.caps, at }),
    number: dialable(phone, policy.numbers),
    segments,
    per_second: usualPace(conversation.our_number, settings.textsPerSecond),
    ...ceilingsOn(phone, ceilings),
    cost_usd: segmentUsd === null ? textCostUsd(phone, segments) : segments * segmentUsd,
    notices_per_day: settings.noticesPerDay,
    body: ready.body,
    variant: ready.variant,
    step_version: ready.stepVersion,
    evidence: ready.evidence,
  };
}
