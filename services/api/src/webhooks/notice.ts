import { OUR_CARRIER } from '@ringback/shared/runtime/settings.ts';
import { z } from 'zod';

export const CALL_KINDS = ['status', 'amd', 'recording'] as const;
export const TEXT_KINDS = ['text_status', 'text_inbound'] as const;

/** One signed event in a form that can be stored and replayed. */
export const Notice = z.object({
  /** The vendor of the event. Events stored by older builds have none: they are the carrier's. */
  provider: z.string().default(OUR_CARRIER),
  kind: z.enum([...CALL_KINDS, ...TEXT_KINDS, 'retell']),
  /** Our own id of the call or text, from the URL that the carrier was given. */
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
  /** An own number. */
  | 'own_number'
  /** An event of a kind that we do not use. */
  | 'ignored';
