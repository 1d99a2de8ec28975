import { z } from 'zod';
import { farewell } from '../ending.ts';
import { defineTool } from './tool.ts';

export const markDoNotCall = defineTool({
  name: 'mark_do_not_call',
  description:
    'Makes sure that this person is never called or texted again; or not called again, where it asks to be texted instead.',
  args: z.object({
    words: z.string().max(500).describe('All that the lead said of it, word for word'),
  }),
  async run({ words }, { optOut }) {
    await optOut('spoken', words);
    return {
      output: { ok: true, now: 'Apologise in one short sentence and say goodbye.' },
      ending: farewell('opted_out'),
    };
  },
});
