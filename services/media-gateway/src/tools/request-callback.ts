import { callbackMoment } from '@ringback/shared/domain/calls/callback-time.ts';
import { z } from 'zod';
import { leadZone } from './local-now.ts';
import { defineTool } from './tool.ts';

/** Only an acknowledgement: the callback is planned from the words in the transcript. */
export const requestCallback = defineTool({
  name: 'request_callback',
  description: 'Notes that the lead wants to be called at another time.',
  args: z.object({
    when_local: z
      .string()
      .max(40)
      .nullable()
      .describe("The lead's local time as YYYY-MM-DDTHH:mm, or null if none was said"),
    words: z.string().max(300).describe('What the lead said about the time, word for word'),
  }),
  async run({ when_local }, { session, now }) {
    if (when_local === null) return { output: { ok: true, when: 'not said' } };
    const zone = leadZone(session);
    const moment = zone ? callbackMoment({ atLocal: when_local, zone, now: now() }) : null;
    if (moment?.ok === false && moment.reason !== 'invalid') {
      return { output: { ok: false, reason: 'That time is not possible. Ask for another one.' } };
    }
    return { output: { ok: true, when: when_local } };
  },
});
