import { goodbye } from './farewell.ts';
import { nowLocal, type Reply, type Scene } from './scene.ts';
import { act } from './use-tool.ts';
import { momentIn } from './when.ts';

export const ASK_WHEN = 'Which day and time would suit you?';
export const ANYTHING_ELSE = 'Is there anything else?';

export function book(scene: Scene, said: string): Reply {
  const moment = momentIn(said, nowLocal(scene));
  if (moment === null || moment.local === null) return { text: ASK_WHEN };
  const { words, local } = moment;
  return act(scene, 'book_appointment', { starts_at_local: local, words }, () => booked(words));
}

export function booked(words: string): Reply {
  return { text: `You are booked for ${words}. ${ANYTHING_ELSE}` };
}

export function planCallback(scene: Scene, said: string): Reply {
  const moment = momentIn(said, nowLocal(scene));
  const wish = { when_local: moment?.local ?? null, words: moment?.words ?? said };
  return act(scene, 'request_callback', wish, () => callbackPlanned(scene, moment?.words ?? null));
}

export function callbackPlanned(scene: Scene, words: string | null): Reply {
  const promise = words === null ? 'We will call you back.' : `We will call you back ${words}.`;
  return goodbye(scene, `${promise} Goodbye.`, 'callback planned');
}
