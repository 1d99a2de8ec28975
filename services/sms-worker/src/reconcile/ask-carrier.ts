import type { SoundAlarm } from '@ringback/shared/db/health/sound-alarm.ts';
import type { MessageRow } from '@ringback/shared/db/text-rows.ts';
import type { Messages } from '@ringback/shared/db/texts/messages.ts';
import { afterTextError } from '@ringback/shared/domain/texts/after-text-error.ts';
import { consequenceOf } from '@ringback/shared/domain/texts/consequence.ts';
import type { TextProvider, TextSnapshot } from '@ringback/shared/providers/sms/port.ts';
import { textErrorsOf } from '@ringback/shared/providers/sms/providers.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';

type Deps = {
  messages: Pick<Messages, 'recordDelivery' | 'recordLookup' | 'knownSids'>;
  providerOf: (provider: string) => Pick<TextProvider, 'fetch' | 'findTexts'>;
  soundAlarm: SoundAlarm;
  optOutScope: 'all' | 'sms';
  now: Now;
};

export type Answer =
  /** The carrier's answer moved the row. */
  | 'moved'
  /** A text without a sid was found at the carrier, or judged never to have been taken. */
  | 'adopted'
  | 'presumed_not_sent'
  | 'not_found_yet'
  | 'nothing_new';

export type AskCarrier = (message: MessageRow, log: Logger) => Promise<Answer>;

/**
 * The most that our clocks and the carrier's may differ: a text that is missed is sent once more.
 * An earlier text of the same words has its sid on record and is not mistaken for it.
 */
const SKEW_MS = 60_000;

/** Settles a row's unknown outcome by asking the carrier, never by sending again. */
export function createAskCarrier(deps: Deps): AskCarrier {
  const { messages, providerOf, soundAlarm, optOutScope, now } = deps;

  return async function askCarrier(message, log) {
    if (!message.provider_sid) return lookUp(message, log);
    const found = await providerOf(message.provider).fetch(message.provider_sid);
    const moved = await record(message, message.provider_sid, found, log);
    // It has been checked: the row says when the next check is due, if one is.
    if (!moved) await messages.recordLookup(message.message_id, message.fence, null, now());
    return moved ? 'moved' : 'nothing_new';
  };

  async function lookUp(message: MessageRow, log: Logger): Promise<Answer> {
    const since = new Date(Date.parse(message.claimed_at ?? message.created_at) - SKEW_MS);
    const found = await providerOf(message.provider).findTexts({
      to: message.lead_phone,
      since,
      body: message.body ?? '',
    });
    const sent = found.filter(({ direction }) => direction === 'outbound');
    const known = await messages.knownSids(sent.map(({ messageSid }) => messageSid));
    const ours = sent.find(({ messageSid }) => !known.has(messageSid));

    const { message_id: id, fence } = message;
    const { result } = await messages.recordLookup(id, fence, ours?.messageSid ?? null, now());
    if (result === 'moved_on' || result === 'known') return 'nothing_new';
    if (result === 'adopted' && ours) await record(message, ours.messageSid, ours, log);
    return result;
  }

  /** True if the row moved. A text whose sid the carrier no longer knows has failed. */
  async function record(
    message: MessageRow,
    sid: string,
    found: TextSnapshot | null,
    log: Logger,
  ): Promise<boolean> {
    const { status, providerStatus, errorCode, segments, priceUsd } = found ?? LOST;
    const isFailure = found !== null && (status === 'failed' || status === 'undelivered');
    const error = textErrorsOf(message.provider).meaningOf({ code: errorCode });
    const after = afterTextError({ error, failures: message.attempt, at: now() });
    const { next, alarm } = consequenceOf(after, { at: now(), optOutScope });
    const { moved } = await messages.recordDelivery(
      {
        provider: message.provider,
        kind: 'check',
        provider_sid: sid,
        status,
        provider_status: providerStatus,
        error_code: found ? errorCode?.toString() : 'carrier_has_no_record',
        segments: segments ?? undefined,
        price_usd: priceUsd ?? undefined,
        next: isFailure ? next : {},
      },
      now(),
    );
    if (moved && isFailure && alarm) await soundAlarm(alarm, { message }, String(errorCode), log);
    return moved;
  }
}

const LOST = {
  status: 'failed',
  providerStatus: 'not-found',
  errorCode: null,
  segments: null,
  priceUsd: null,
} as const;
