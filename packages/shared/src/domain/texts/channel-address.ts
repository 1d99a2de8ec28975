/**
 * A sender or receiver of a text, as a carrier writes it: a number, or one after a channel's name.
 */
export type ChannelAddress = {
  /** Null: an ordinary text. Else what stands before the colon, such as `whatsapp` or `rcs`. */
  channel: string | null;
  /** The owner of this number is meant, on every channel. Null: it is no number. */
  number: string | null;
};

const PREFIX = /^([a-z][a-z0-9+.-]*):/i;
const NUMBER = /^\+[1-9]\d{6,14}$/;
/** Channels that identify people by their numbers, also where the plus was left out. */
const OF_NUMBERS = new Set(['sms', 'tel', 'whatsapp', 'rcs']);
/** What people and programs put between the digits. */
const FILLERS = /[\s().\u00a0\u200e\u200f\u202a-\u202e\u2066-\u2069-]/g;

/**
 * The number in an address. A number after a channel's name, known to us or not, counts as the
 * number; a name, a short code or an account's id after it does not.
 */
export function readChannelAddress(address: string): ChannelAddress {
  const trimmed = address.replace(/^[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]+/, '');
  const prefix = PREFIX.exec(trimmed);
  const channel = prefix?.[1]?.toLowerCase() ?? null;
  const rest = trimmed.slice(prefix?.[0].length ?? 0);
  // Of `sip:+12025550123@host` the part before the host is the number.
  const digits = (rest.split(/[@;]/)[0] ?? '').replace(FILLERS, '');
  // Elsewhere digits without a plus may be an account's id, which is as long as a number.
  const plus = channel !== null && OF_NUMBERS.has(channel) && !digits.startsWith('+') ? '+' : '';
  return { channel, number: NUMBER.test(plus + digits) ? plus + digits : null };
}

/** The same person's address on the channel of another one. */
export function onChannelOf(address: string, number: string): string {
  const { channel } = readChannelAddress(address);
  return channel === null ? number : `${channel}:${number}`;
}
