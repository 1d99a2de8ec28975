import { z } from 'zod';
import { CONFIRMED_BY } from '../domain/texts/confirmation.ts';
import { allowedNumbers, country } from './contact-settings.ts';

/** How numbers are read, and which countries are called. */
export const countries = {
  DEFAULT_COUNTRY: country.default('US'),
  ...allowedNumbers,
};

/** Own numbers besides the sender: voice-only ones, those of a pool, those of another provider. */
export const ourNumbers = {
  OUR_NUMBERS: z
    .string()
    .transform((numbers) => numbers.split(',').map((number) => number.trim()))
    .pipe(z.array(z.e164('numbers such as +12025550190, with commas between them')))
    .optional(),
};

/** A text that we send without a request. */
export const line = (standard: string) => z.string().trim().min(1).max(300).default(standard);

/** The sender of our texts at Twilio, unless a campaign names another. */
export const twilioSender = {
  TWILIO_FROM: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/, 'a number such as +12025550190')
    .optional(),
  TWILIO_MESSAGING_SERVICE_SID: z
    .string()
    .regex(/^MG[0-9a-f]{32}$/i, 'MG and 32 hexadecimal characters')
    .optional(),
};

/** The sender of texts to colleagues. Without one they get none. */
export const notifySender = {
  NOTIFY_SENDER: z
    .string()
    .regex(
      /^(\+[1-9]\d{6,14}|MG[0-9a-f]{32})$/i,
      'a number such as +12025550190, or MG and 32 hexadecimal characters',
    )
    .optional(),
};

/** What follows from a text of a lead, in any service that takes it in. */
export const inboundTexts = {
  OPT_OUT_SCOPE: z.enum(['all', 'sms']).default('all'),
  OPT_OUT_CONFIRMED_BY: z.enum(CONFIRMED_BY).default('carrier'),
  OPT_OUT_LINE: line('You will get no more messages from us. Reply START to take that back.'),
  OPT_IN_LINE: line('You are subscribed again. Reply STOP to end the messages.'),
  HELP_LINE: line('Write what you need and we answer here. Reply STOP to end the messages.'),
  REPLY_DEBOUNCE_SECONDS: z.coerce.number().min(0).max(60).default(5),
  REPLY_DEBOUNCE_CAP_SECONDS: z.coerce.number().min(0).max(300).default(20),
};

type InboundTexts = { [Name in keyof typeof inboundTexts]: z.output<(typeof inboundTexts)[Name]> };

/** The same under the names that the rules have for them. */
export function inboundRules(env: InboundTexts) {
  return {
    optOutScope: env.OPT_OUT_SCOPE,
    confirmedBy: env.OPT_OUT_CONFIRMED_BY,
    lines: { optOut: env.OPT_OUT_LINE, optIn: env.OPT_IN_LINE, help: env.HELP_LINE },
    debounceSeconds: env.REPLY_DEBOUNCE_SECONDS,
    capSeconds: Math.max(env.REPLY_DEBOUNCE_SECONDS, env.REPLY_DEBOUNCE_CAP_SECONDS),
  };
}
