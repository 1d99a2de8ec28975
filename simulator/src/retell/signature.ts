import { createHmac } from 'node:crypto';

/** `x-retell-signature` over the raw body; `at` is epoch milliseconds. */
export function signRetell(key: string, body: string, at: number): string {
  return `v=${at},d=${createHmac('sha256', key).update(`${body}${at}`).digest('hex')}`;
}
