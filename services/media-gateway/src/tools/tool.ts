import type { MediaSessions, OpenedSession } from '@ringback/shared/db/calls/media-sessions.ts';
import type { z } from 'zod';
import type { SpokenTurn } from './booked-words.ts';
import type { Ending } from './ending.ts';

/** What a tool may see of the call and do to it. */
export type ToolContext = {
  session: OpenedSession;
  mediaSessions: Pick<MediaSessions, 'askForPerson' | 'bookAppointment' | 'wrapUp'>;
  /** What was said on the line so far, in order. */
  spoken: () => SpokenTurn[];
  /** Nobody calls this lead again; false while the row is still to be written. */
  optOut: (source: 'spoken', words: string) => Promise<boolean>;
  now: () => Date;
};

export type ToolAnswer = {
  /** What the model is told. `ok: false` with a reason in words it can act upon. */
  output: { ok: boolean } & Record<string, unknown>;
  /** How the call is to end after this, if it is. */
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

/** Ties a tool's code to the shape of its arguments: it runs only with arguments that fit. */
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
