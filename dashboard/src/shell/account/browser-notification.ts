/** A browser has notifications on https only; on a phone it may have them and refuse to make one. */
const isKnown = () => 'Notification' in globalThis;

/** Asks the person, once for this page; false where the browser has no notifications. */
export const mayNotify = async (): Promise<boolean> =>
  isKnown() && (await Notification.requestPermission()) === 'granted';

/** Shows it where that is possible and allowed. */
export function notify(title: string, options: NotificationOptions): void {
  if (!isKnown() || Notification.permission !== 'granted') return;
  try {
    new Notification(title, options);
  } catch {
    // Some phones only let a service worker make one. The count and the sound remain.
  }
}
