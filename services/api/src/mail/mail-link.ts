import type { UserRow } from '@ringback/shared/db/access/users.ts';
import { createSmtp } from '@ringback/shared/providers/mail/smtp.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';

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

export function createMailLink({ mail, businessName, log }: Deps): MailLink {
  if (!mail) return async () => false;
  const sendMail = createSmtp(mail);
  return async function mailLink(purpose, user, link) {
    try {
      await sendMail({
        to: { name: user.name, address: user.email },
        ...letterOf(purpose, businessName, link),
      });
      return true;
    } catch (err) {
      const code = AppError.from(err).facts['code'] ?? 'unknown';
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
