import { goodbye, SORRY_GOODBYE } from './farewell.ts';
import { languageOf } from './intents.ts';
import { ANYTHING_ELSE, booked, callbackPlanned } from './make-dates.ts';
import type { Reply, Scene } from './scene.ts';

/** What is said about what came of a tool. */
export function afterTool(scene: Scene, callId: string, output: string): Reply {
  const call = scene.memory.find((entry) => entry.kind === 'call' && entry.callId === callId);
  if (call?.kind !== 'call') return {};
  const words = String(call.arguments['words'] ?? '');
  if (call.name === 'end_call') return {};
  if (call.name === 'mark_do_not_call')
    return goodbye(scene, SORRY_GOODBYE[languageOf(words)], 'opted out');
  if (isFailure(output)) {
    return goodbye(
      scene,
      'I am sorry, that did not work. A colleague will get back to you. Goodbye.',
      'a tool failed',
    );
  }
  if (call.name === 'book_appointment') return booked(words);
  if (call.name === 'request_human') return { text: 'One moment, I will connect you.' };
  if (call.name === 'request_callback') {
    return callbackPlanned(scene, call.arguments['when_local'] === null ? null : words);
  }
  return { text: `Thank you. ${ANYTHING_ELSE}` };
}

function isFailure(output: string): boolean {
  try {
    const value: unknown = JSON.parse(output);
    return (
      typeof value === 'object' &&
      value !== null &&
      ('error' in value || ('ok' in value && value.ok === false))
    );
  } catch {
    return false;
  }
}
