import { z } from 'zod';

export const NOTICE_KINDS = ['status', 'amd', 'recording'] as const;

/** One signed piece of news from a carrier, as it can be kept and replayed. */
export const Notice = z.object({
  kind: z.enum(NOTICE_KINDS),
  /** Our own name for the call, from the address that the carrier was given. */
  callId: z.uuid().optional(),
  form: z.record(z.string(), z.unknown()),
  receivedAt: z.iso.datetime(),
});
export type Notice = z.infer<typeof Notice>;

export type NoticeResult = 'recorded' | 'repeated' | 'stranger' | 'conflict' | 'malformed';
