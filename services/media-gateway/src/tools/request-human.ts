import { within } from '@ringback/shared/runtime/within.ts';
import { z } from 'zod';
import { defineTool } from './tool.ts';

const PATIENCE_MS = 4_000;
/** A lead who was transferred in vain is not transferred again. */
const NOBODY =
  'Nobody took the call a moment ago. Say so, and offer that somebody calls back (request_callback).';

export const requestHuman = defineTool({
  name: 'request_human',
  description: 'Puts the lead through to a person.',
  args: z.object({ reason: z.string().max(300).describe('What the lead wants to talk about') }),
  async run({ reason }, { session, mediaSessions, now }) {
    if (!session.agent?.transfer_number) {
      // A person has to be notified; if that cannot be saved, the judge of the call finds the request.
      const asking = mediaSessions.askForPerson(session.call.id, 'nobody_to_transfer_to', now());
      await within(asking, PATIENCE_MS).catch(() => undefined);
      return {
        output: {
          ok: false,
          reason: 'Nobody can take the call now. Say that a colleague will get in touch.',
        },
      };
    }
    if (session.call.transfer_result !== null) {
      return { output: { ok: false, reason: NOBODY } };
    }
    try {
      await within(
        mediaSessions.wrapUp(session.call.id, 'human', reason.slice(0, 200), now()),
        PATIENCE_MS,
      );
    } catch {
      return {
        output: { ok: false, reason: 'The call cannot be put through. A colleague will call.' },
      };
    }
    return {
      output: { ok: true, now: 'Say in one short sentence that you are connecting them.' },
      ending: { kind: 'transfer', reason, firm: true, withinMs: 12_000 },
    };
  },
});
