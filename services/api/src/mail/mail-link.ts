import type { UserRow } from '@ringback/shared/db/access/users.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { createTransport } from 'nodemailer';

type Deps = {
  /** Null: nobody is sent mail. */
  mail: { url: string; from: string } | null;
  businessName: string;
  log: Logger;
};

type Purpose = 'invite' | 'reset';

/** Sends somebody their link. False where it could not be sent: an admin has it in hand all the same. */
export type MailLink = (
  purpose: Purpose,
  user: Pick<UserRow, 'id' | 'email' | 'name'>,
  link: string,
) => Promise<boolean>;

const TIMEOUT_MS = 10_000;

export function createMailLink({ mail, businessName, log }: Deps): MailLink {
  if (!mail) return async () => false;
  const transport = createTransport({
    url: mail.url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  return async function mailLink(purpose, user, link) {
    try {
      await transport.sendMail({
        from: mail.from,
        to: { name: user.name, address: user.email },
        ...letterOf(purpose, businessName, link),
      });
      return true;
    } catch (err) {
      // What the mail server says may name whom it was for.
      const code = err instanceof Error && 'code' in err ? String(err.code) : 'unknown';
      log.warn({ code, userId: user.id }, 'link not sent by mail');
      return false;
    }
  };
}

export function letterOf(purpose: Purpose, business: string, link: string) {
  const what =
    purpose === 'invite'
      ? { subject: `Your account at ${business}`, line: 'Choose a password and come in:' }
      : { subject: `A new password for ${business}`, line: 'Choose a new password:' };
  const text = `${what.line}\n\n${link}\n\nThe link works once, for a week. If you do not expect it, do nothing.\n`;
  return { subject: what.subject, text };
}
