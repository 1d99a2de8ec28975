import type { MessageRow } from '@ringback/shared/db/text-rows.ts';
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
  /** The price of one segment to any destination; null: the price table decides. */
  segmentUsd: number | null;
  /** The price of a text with pictures. */
  picturesUsd: number;
  /** The most confirmations of START and HELP answers that one number gets in a day, of each kind. */
  noticesPerDay: number;
  /** The pace of senders without their own; null: the usual one of their kind. */
  textsPerSecond: number | null;
  worker: string;
};

type Attempt = {
  claimId: string;
  at: Date;
  /** The latest moment at which the order may be sent. */
  deadline: Date;
};

/** What a text's claim is judged by, in the statement that commits it. */
export function textClaim(
  ready: ReadyText,
  { conversation, message, lead }: MessageContext,
  { policy, ceilings, ...settings }: ClaimSettings,
  { claimId, at, deadline }: Attempt,
): TextClaim {
  const phone = message.lead_phone;
  // With pictures it is one message, however long its words are.
  const segments = message.media.length > 0 ? 1 : segmentsOf(ready.body).segments;
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
    cost_usd: costOf(message, segments, settings),
    notices_per_day: settings.noticesPerDay,
    body: ready.body,
    variant: ready.variant,
    step_version: ready.stepVersion,
    evidence: ready.evidence,
  };
}

type Prices = Pick<ClaimSettings, 'segmentUsd' | 'picturesUsd'>;

function costOf(
  { lead_phone: phone, media }: MessageRow,
  segments: number,
  { segmentUsd, picturesUsd }: Prices,
): number {
  if (media.length > 0) return picturesUsd;
  return segmentUsd === null ? textCostUsd(phone, segments) : segments * segmentUsd;
}
