import { PICTURES_USD } from '@ringback/shared/domain/prices/contact-prices.ts';
import { ceilings, ceilingsOf } from '@ringback/shared/runtime/ceiling-settings.ts';
import { capsOf, contactCaps, numberRulesOf } from '@ringback/shared/runtime/contact-settings.ts';
import {
  businessName,
  mailOf,
  mailServer,
} from '@ringback/shared/runtime/notification-settings.ts';
import {
  accountOf,
  blobsOf,
  callingHours,
  common,
  count,
  hoursOf,
  keptDays,
  keptMs,
  keptPictures,
  languageModel,
  modelOf,
  OUR_CARRIER,
  openBeforeClose,
  port,
  publicUrl,
  standsOn,
  twilioAccount,
} from '@ringback/shared/runtime/settings.ts';
import {
  countries,
  inboundRules,
  inboundTexts,
  line,
  notifySender,
  twilioSender,
} from '@ringback/shared/runtime/text-settings.ts';
import { z } from 'zod';

/** Every setting of this service, with the name it has in the environment. */
export const Config = z
  .object({
    ...common,
    ...twilioAccount,
    ...twilioSender,
    ...countries,
    ...inboundTexts,
    ...callingHours,
    ...contactCaps,
    ...ceilings,
    PORT: port(3002),
    PUBLIC_URL: publicUrl,
    ...languageModel,
    /** The pace of a sender without its own; not set, the pace of its kind of number. */
    TEXTS_PER_SECOND: z.coerce.number().min(0.1).max(500).optional(),
    TEXT_SEGMENT_USD: z.coerce.number().min(0).max(10).optional(),
    NOTICES_PER_DAY: count(3, { max: 100 }),
    REPLIES_AT_ONCE: count(4, { max: 100 }),
    /** Two machines that answer each other would never stop. */
    REPLIES_PER_DAY: count(40, { max: 1_000 }),
    REPLY_LINKS: z
      .string()
      .transform((hosts) => hosts.split(',').map((host) => host.trim().toLowerCase()))
      .pipe(z.array(z.string().regex(/^[a-z0-9.-]+\.[a-z]{2,}$/, 'hosts, such as example.com')))
      .default([]),
    HANDOVER_LINE: line('Thank you. A colleague of ours will answer you here.'),
    ...keptPictures,
    PICTURES_KEEP_DAYS: keptDays(730),
    /** What the carrier does with its copy of a picture once it is kept here. */
    PICTURES_AT_CARRIER: z.enum(['keep', 'delete']).default('keep'),
    /** A text with pictures has one price, however many words it has. */
    TEXT_PICTURES_USD: z.coerce.number().min(0).max(10).optional(),
    ...notifySender,
    ...mailServer,
    ...businessName,
    NO_RESPONSE_DAYS: z.coerce.number().min(0.01).max(365).default(7),
  })
  .refine(openBeforeClose, {
    path: ['CALLS_OPEN'],
    message: 'a time of day before CALLS_CLOSE',
  })
  .refine((env) => env.SMTP_URL === undefined || env.MAIL_FROM !== undefined, {
    path: ['MAIL_FROM'],
    message: 'a value: it goes with SMTP_URL',
    when: () => true,
  })
  .transform((env) => ({
    ...standsOn(env),
    providers: {
      twilio: { ...accountOf(env), publicUrl: env.PUBLIC_URL },
      openai: modelOf(env),
    },
    textsPerSecond: env.TEXTS_PER_SECOND ?? null,
    policy: {
      operator: hoursOf(env),
      caps: capsOf(env),
      numbers: numberRulesOf(env),
      budgetUsd: env.DAILY_BUDGET_USD ?? null,
    },
    ceilings: ceilingsOf(env),
    segmentUsd: env.TEXT_SEGMENT_USD ?? null,
    picturesUsd: env.TEXT_PICTURES_USD ?? PICTURES_USD,
    blobs: blobsOf(env),
    publicUrl: env.PUBLIC_URL,
    keepPicturesMs: keptMs(env.PICTURES_KEEP_DAYS),
    deletePicturesAtCarrier: env.PICTURES_AT_CARRIER === 'delete',
    noticesPerDay: env.NOTICES_PER_DAY,
    repliesAtOnce: env.REPLIES_AT_ONCE,
    repliesPerDay: env.REPLIES_PER_DAY,
    replyLinks: env.REPLY_LINKS,
    handoverLine: env.HANDOVER_LINE,
    inbound: inboundRules(env),
    carrier: OUR_CARRIER,
    senders: [env.TWILIO_FROM, env.TWILIO_MESSAGING_SERVICE_SID].filter(
      (sender) => sender !== undefined,
    ),
    defaultCountry: env.DEFAULT_COUNTRY,
    numbers: numberRulesOf(env),
    /** Null: no texts are sent to colleagues. */
    notifySender: env.NOTIFY_SENDER ?? null,
    mail: mailOf(env),
    businessName: env.BUSINESS_NAME,
    noResponseDays: env.NO_RESPONSE_DAYS,
  }));

export type Config = z.output<typeof Config>;
