import { historyOf } from '@ringback/shared/db/contact-history.ts';
import type { MessageContext } from '@ringback/shared/db/texts/message-context.ts';
import type { ContactCaps } from '@ringback/shared/domain/policy/contact-input.ts';
import {
  type ContactVerdict,
  decideContact,
} from '@ringback/shared/domain/policy/decide-contact.ts';
import type { NumberRules } from '@ringback/shared/domain/policy/judge-number.ts';
import { purposeOf } from '@ringback/shared/domain/policy/purpose.ts';
import type { OperatorHours } from '@ringback/shared/domain/quiet-hours/day-hours.ts';
import { contactKindOf } from '@ringback/shared/domain/texts/message-kind.ts';

export type TextPolicy = {
  operator: OperatorHours;
  caps: ContactCaps;
  numbers: NumberRules;
  /** The most that a UTC day may cost, over all campaigns; null: no limit. */
  budgetUsd: number | null;
};

const DAY = 86_400_000;

/** Whether this text may be sent at a moment, by the rules that need no lock. The claim judges again. */
export function decideText(context: MessageContext, policy: TextPolicy, at: Date): ContactVerdict {
  const { message, conversation, lead, campaign } = context;
  const kind = contactKindOf(message.kind, conversation.last_inbound_at !== null);
  const { consents, suppressions, touches } = historyOf(context);
  return decideContact({
    channel: 'text',
    kind,
    purpose: purposeOf(campaign?.rules['purpose']),
    lead: lead ?? {},
    phone: message.lead_phone,
    at,
    // An opt-out is confirmed although the consent has just been revoked.
    consents: kind === 'notice' ? [] : consents,
    // Any lead that asks may get the HELP answer. The claim knows the other exceptions.
    suppressions: message.notice === 'help' ? [] : suppressions,
    touches,
    caps: policy.caps,
    numbers: policy.numbers,
    budget: {
      spentUsd: context.spent_today_usd,
      capUsd: policy.budgetUsd,
      resetsAt: new Date((Math.floor(at.getTime() / DAY) + 1) * DAY),
    },
    killSwitch: context.switched_off,
    operator: policy.operator,
    lastInboundAt: conversation.last_inbound_at ? new Date(conversation.last_inbound_at) : null,
  });
}
