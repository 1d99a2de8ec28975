import { mayRefuseContact } from '@ringback/shared/domain/meaning/may-refuse-contact.ts';
import { within } from '@ringback/shared/runtime/within.ts';
import { z } from 'zod';
import { farewell } from './ending.ts';
import { defineTool } from './tool.ts';

const PATIENCE_MS = 4_000;
const NO_REFUSAL =
  'Those words refuse nothing. Ask in one short sentence whether they want no more calls, and use this again with what they answer if so.';

export const markDoNotCall = defineTool({
  name: 'mark_do_not_call',
  description:
    'Makes sure that this person is never called or texted again; or not called again, where it asks to be texted instead.',
  args: z.object({
    words: z.string().max(500).describe('All that the lead said of it, word for word'),
  }),
  async run({ words }, { optOut, session, mediaSessions, now }) {
    if (!mayRefuseContact(words)) {
      // These words would close a number for ever: a person looks, and the judge of the call decides.
      const asking = mediaSessions.askForPerson(session.call.id, 'unclear_opt_out', now());
      await within(asking, PATIENCE_MS).catch(() => undefined);
      return { output: { ok: false, reason: NO_REFUSAL } };
    }
    await optOut('spoken', words);
    return {
      output: { ok: true, now: 'Apologise in one short sentence and say goodbye.' },
      ending: farewell('opted_out'),
    };
  },
});
