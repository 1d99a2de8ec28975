import type { ToolCall, ToolOffer } from '@ringback/shared/providers/conversation/port.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { z } from 'zod';
import { bookAppointment } from './book-appointment.ts';
import { endCall } from './end-call.ts';
import { markDoNotCall } from './mark-do-not-call.ts';
import { requestCallback } from './request-callback.ts';
import { requestHuman } from './request-human.ts';
import type { Tool, ToolAnswer, ToolContext } from './tool.ts';

const TOOLS: readonly Tool[] = [
  endCall,
  bookAppointment,
  markDoNotCall,
  requestHuman,
  requestCallback,
];

/** Every agent has these: a lead may always refuse, and a call must be able to end. */
const ALWAYS = ['end_call', 'mark_do_not_call'];

/** The tools of one agent as the model gets them. */
export function toolOffers(wanted: string[]): ToolOffer[] {
  return TOOLS.filter(({ name }) => wanted.includes(name) || ALWAYS.includes(name)).map(
    ({ name, description, args }) => ({ name, description, parameters: parametersOf(args) }),
  );
}

function parametersOf(args: z.ZodType): Record<string, unknown> {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(args);
  return schema;
}

/** Runs one tool call. Mistakes of the model are answered in words, never with a throw. */
export async function runTool(
  { name, args }: ToolCall,
  context: ToolContext,
  log: Logger,
): Promise<ToolAnswer> {
  const tool = TOOLS.find((each) => each.name === name);
  if (!tool) return { output: { ok: false, reason: 'There is no such tool.' } };
  try {
    const answer = await tool.run(JSON.parse(args), context);
    log.info({ callId: context.session.call.id, tool: name, ok: answer.output.ok }, 'tool used');
    return answer;
  } catch (thrown) {
    const fits = !(thrown instanceof z.ZodError || thrown instanceof SyntaxError);
    if (fits) log.error({ err: AppError.from(thrown), tool: name }, 'tool failed');
    return {
      output: { ok: false, reason: fits ? 'It did not work.' : 'The arguments do not fit.' },
    };
  }
}
