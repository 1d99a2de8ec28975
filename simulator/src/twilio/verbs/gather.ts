import { wait } from '../../wait.ts';
import { elementsOf } from '../xml.ts';
import { pause, play, say } from './simple.ts';
import { NEXT, sourceAt, type Verb } from './verb.ts';

const PROMPTS: Record<string, Verb> = { Say: say, Play: play, Pause: pause };

/** Only the keys that the lead's story presses. Without a key the next verb runs, as at the carrier. */
export const gather: Verb = async (context, element) => {
  for (const prompt of elementsOf(element)) await PROMPTS[prompt.name]?.(context, prompt);
  const digits = context.call.lead?.digits() ?? '';
  const timeoutMs = Number(element.attributes['timeout'] ?? '5') * 1000;
  if (digits === '') await wait(timeoutMs, context.signal);
  const listens = digits !== '' || element.attributes['actionOnEmptyResult'] === 'true';
  if (!listens || context.signal.aborted) return NEXT;
  return sourceAt(
    context,
    element.attributes['action'] ?? context.base,
    element.attributes['method'],
    {
      Digits: digits,
      msg: 'Gather End',
    },
  );
};
