import { NOTICE_FIRST_MS } from './session-limits.ts';
import { waitUntil } from './wait-until.ts';

/** Whether a model that was just given the lead's audio notices speech in it. */
export async function noticesCaller(sound: { hasStarted(): boolean }): Promise<boolean> {
  await waitUntil(sound.hasStarted, NOTICE_FIRST_MS);
  return sound.hasStarted();
}
