import { wait } from '../../wait.ts';
import { textOf } from '../xml.ts';
import { HANG_UP, NEXT, sourceAt, type Verb } from './verb.ts';

/** Speaks a text to the lead, at the pace of all voices. */
export const say: Verb = async ({ world, call, signal }, element) => {
  const text = textOf(element);
  if (text === '') return NEXT;
  call.heard.push({ who: 'agent', text });
  await wait([...text].length * world.config.charMs, signal);
  return NEXT;
};

/** Fetches and plays nothing; the file's length is not known. */
export const play: Verb = async () => NEXT;

export const pause: Verb = async ({ signal }, element) => {
  await wait(Number(element.attributes['length'] ?? '1') * 1000, signal);
  return NEXT;
};

export const redirectTo: Verb = async (context, element) =>
  sourceAt(context, textOf(element), element.attributes['method']);

export const hangup: Verb = async () => HANG_UP;

/** Refuses an inbound call before it is answered; in a running call it only ends it. */
export const reject: Verb = async ({ call }, element) => {
  if (call.answeredAt === null) call.sipCode = element.attributes['reason'] === 'busy' ? 486 : 603;
  return HANG_UP;
};
