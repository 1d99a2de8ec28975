import { z } from 'zod';
import { defineTool } from './tool.ts';

export const endCall = defineTool({
  name: 'end_call',
  description: 'Ends the call after your goodbye has been heard.',
  args: z.object({ reason: z.string().max(200).describe('Why the call is over, in a few words') }),
  async run({ reason }) {
    return {
      output: { ok: true },
      answer: false,
      ending: { kind: 'hangup', reason, firm: false, withinMs: null },
    };
  },
});
