import { createTransport } from 'nodemailer';
import { AppError } from '../../runtime/errors.ts';
import type { SendMail } from './port.ts';

const TIMEOUT_MS = 10_000;

/** Mail over the operator's own SMTP server. */
export function createSmtp(mail: { url: string; from: string }): SendMail {
  const transport = createTransport({
    url: mail.url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  return async function sendMail(letter) {
    try {
      await transport.sendMail({ from: mail.from, ...letter });
    } catch (thrown) {
      // What the mail server says may name the recipient, so only its code goes further.
      const { code, responseCode } = thrown as { code?: unknown; responseCode?: unknown };
      const facts = { code: String(code ?? responseCode ?? 'unknown') };
      const isFinal = typeof responseCode === 'number' && responseCode >= 500;
      throw isFinal
        ? new AppError('provider_rejected', 'The mail server refused this mail.', { facts })
        : new AppError('provider_unavailable', 'The mail server did not take this mail.', {
            facts,
          });
    }
  };
}
