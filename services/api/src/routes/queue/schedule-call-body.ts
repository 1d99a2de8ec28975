import type { Now } from '@ringback/shared/runtime/clock.ts';
import { z } from 'zod';
import { jsonObject, runAt, text } from '../../http/fields.ts';
import { isSomebodyNamed, NOBODY_NAMED, recipient } from './recipient.ts';

/** What a request for a call may say. */
export const ScheduleCallBody = (now: Now) =>
  z
    .strictObject({
      ...recipient,
      message: text(2_000).optional().openapi({
        description: 'What the call is about, in words for the agent.',
      }),
      agent_id: z.uuid().optional(),
      provider: z.enum(['twilio', 'retell']).default('twilio'),
      voice: z.enum(['openai', 'elevenlabs']).default('openai'),
      priority: z.enum(['low', 'normal', 'high']).default('normal'),
      run_at: runAt(now, 'Not before. Past moments mean now; at most 90 days ahead.'),
      campaign_id: z.uuid().optional(),
      metadata: jsonObject(4_096).optional(),
    })
    .refine(isSomebodyNamed, NOBODY_NAMED);

export type ScheduleCallBody = z.output<ReturnType<typeof ScheduleCallBody>>;
