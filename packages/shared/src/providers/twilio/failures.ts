import twilio from 'twilio';
import { AppError } from '../../runtime/errors.ts';

/** Whether the carrier answered with this code of its own. */
export function isCode(thrown: unknown, code: number): boolean {
  return thrown instanceof twilio.RestException && thrown.code === code;
}

/** Only an answer tells that the order was not taken. Silence, or a crash over there, may be anything. */
export function translateTwilio(thrown: unknown): AppError {
  const [status, code] =
    thrown instanceof twilio.RestException ? [thrown.status, thrown.code] : [0, undefined];
  const facts = { provider: 'twilio', status, code };
  const options = { cause: thrown, facts };
  if (status === 429) return new AppError('provider_unavailable', 'The carrier is busy.', options);
  if (status >= 400 && status < 500) {
    return new AppError('provider_rejected', 'The carrier refused.', options);
  }
  return new AppError('provider_unknown', 'The carrier gave no clear answer.', options);
}
