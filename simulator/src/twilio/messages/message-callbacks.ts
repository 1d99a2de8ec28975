import { randomUUID } from 'node:crypto';
import type { World } from '../../world.ts';
import { dispatch } from '../callback-order.ts';
import { sendWebhook } from '../webhook.ts';
import { isSettled, type Message, type MessageStatus } from './message.ts';

/** Sets a text's next status and notifies the customer, if the customer asked for it. */
export function moveOn(
  world: World,
  message: Message,
  status: MessageStatus,
  errorCode: number | null = null,
): void {
  message.status = status;
  message.errorCode = errorCode;
  message.updatedAt = world.texts.now();
  // `sending` exists in REST only.
  if (status !== 'sending') reportMessage(world, message);
}

function reportMessage(world: World, message: Message): void {
  const hook = message.statusCallback;
  if (hook === null) return;
  const { texts } = world;
  const sequence = message.callbacks;
  message.callbacks += 1;
  const params = callbackParams(world, message);
  const token = randomUUID();
  const post = async () => {
    const reply = await sendWebhook(world, hook, params, token);
    if (reply.kind !== 'answer' || reply.status >= 400) {
      world.report(reply.kind === 'answer' ? 11200 : 11205, message.sid, hook.url);
    }
  };
  void dispatch(world, message, {
    sequence,
    isLast: isSettled(message),
    deliver() {
      const delivery = post();
      texts.track(delivery);
      return delivery;
    },
    pause: texts.pause,
    track: texts.track,
  });
}

function callbackParams(world: World, message: Message): Record<string, string> {
  const isReceipt = message.status === 'delivered' || message.status === 'undelivered';
  return {
    AccountSid: world.config.accountSid,
    ApiVersion: '2010-04-01',
    MessageSid: message.sid,
    SmsSid: message.sid,
    MessageStatus: message.status,
    SmsStatus: message.status,
    To: message.to,
    From: message.from,
    ...(message.serviceSid === null ? {} : { MessagingServiceSid: message.serviceSid }),
    ...(message.errorCode === null ? {} : { ErrorCode: String(message.errorCode) }),
    ...(isReceipt ? { RawDlrDoneDate: carrierMinute(message.updatedAt) } : {}),
  };
}

/** `YYMMDDhhmm`, as carriers write it. */
function carrierMinute(at: number): string {
  return new Date(at).toISOString().replace(/\D/g, '').slice(2, 12);
}
