import type { MediaSessions, OpenedSession } from '@ringback/shared/db/calls/media-sessions.ts';
import type { z } from 'zod';
import type { SpokenTurn } from './booked-words.ts';
import type { Ending } from './ending.ts';

/** What a tool may see of the call and do to it. */
export type ToolContext = {
  session: OpenedSession;
  mediaSessions: Pick<MediaSessions, 'askForPerson' | 'bookAppointment' | 'wrapUp'>;
  /** The turns so far, in order. */
  spoken: () => SpokenTurn[];
  /** Suppresses the lead's number; false while the row is still to be written. */
  optOut: (source: 'spoken', words: string) => Promise<boolean>;
  now: () => Date;
};

export type ToolAnswer = {
  /** The result for the model. `ok: false` with a reason in words that it can act on. */
  output: { ok: boolean } & Record<string, unknown>;
  /** How the call ends after this, if it does. */
  ending?: Ending;
  /** False: there is nothing left to say. */
  answer?: boolean;
};

export type Tool = {
  name: string;
  description: string;
  args: z.ZodType;
  run(args: unknown, context: ToolContext): Promise<ToolAnswer>;
};

/** Ties a tool's code to the schema of its arguments: it runs only with valid arguments. */
export function defineTool<Args>(tool: {
  name: string;
  description: string;
  args: z.ZodType<Args>;
  run(args: Args, context: ToolContext): Promise<ToolAnswer>;
}): Tool {
  return {
    ...tool,
    run: (args, context) => tool.run(tool.args.parse(args), context),
  };
}
