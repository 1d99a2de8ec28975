import type { Now } from '@ringback/shared/runtime/clock.ts';
import { z } from 'zod';
import { jsonObject, runAt, text } from '../../http/fields.ts';
import { isSomebodyNamed, NOBODY_NAMED, recipient } from './recipient.ts';

/** The body of a request for a call. */
export const ScheduleCallBody = (now: Now) =>
  z
    .strictObject({
      ...recipient,
      message: text(2_000).optional().openapi({
        description: 'The goal of the call, in words for the agent.',
      }),
      agent_id: z.uuid().optional(),
      provider: z.enum(['twilio', 'retell']).default('twilio'),
      voice: z.enum(['openai', 'elevenlabs']).default('openai'),
      priority: z.enum(['low', 'normal', 'high']).default('normal'),
      run_at: runAt(now, 'The earliest time. A past time means now; at most 90 days ahead.'),
      campaign_id: z.uuid().optional(),
      metadata: jsonObject(4_096).optional(),
    })
    .refine(isSomebodyNamed, NOBODY_NAMED);

export type ScheduleCallBody = z.output<ReturnType<typeof ScheduleCallBody>>;
