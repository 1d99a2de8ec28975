import { z } from 'zod';

/** The operator's mail server, in any service that sends mail. */
export const mailServer = {
  SMTP_URL: z
    .url('an smtp:// or smtps:// address')
    .regex(/^smtps?:/, 'smtp:// or smtps://')
    .optional(),
  MAIL_FROM: z.string().min(3).max(200).optional(),
};

export const businessName = { BUSINESS_NAME: z.string().max(100).default('Ringback') };

type MailServer = { [Name in keyof typeof mailServer]?: string | undefined };

/** Null: no mail is sent. */
export const mailOf = (env: MailServer) =>
  env.SMTP_URL && env.MAIL_FROM ? { url: env.SMTP_URL, from: env.MAIL_FROM } : null;
