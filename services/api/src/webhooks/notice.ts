import { OUR_CARRIER } from '@ringback/shared/runtime/settings.ts';
import { z } from 'zod';

export const CALL_KINDS = ['status', 'amd', 'recording'] as const;
export const TEXT_KINDS = ['text_status', 'text_inbound'] as const;

/** One signed piece of news, as it can be kept and replayed. */
export const Notice = z.object({
  /** Whose news it is. What an older build has kept does not say so: it is the carrier's. */
  provider: z.string().default(OUR_CARRIER),
  kind: z.enum([...CALL_KINDS, ...TEXT_KINDS, 'retell']),
  /** Our own name for the call or text, from the address that the carrier was given. */
  callId: z.uuid().optional(),
  messageId: z.uuid().optional(),
  form: z.record(z.string(), z.unknown()),
  receivedAt: z.iso.datetime(),
});
export type Notice = z.infer<typeof Notice>;

export type NoticeResult =
  | 'recorded'
  | 'repeated'
  | 'stranger'
  | 'conflict'
  /** Without a number that could be answered. */
  | 'anonymous'
  /** A number of our own. */
  | 'own_number'
  /** News of a kind that is nothing to us. */
  | 'ignored';
