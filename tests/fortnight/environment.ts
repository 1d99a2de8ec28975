import { SECRETS, systemSettings } from '@ringback/testing/system-settings.ts';

/** Monday, and the evening before: the first leads come at night. */
export const START = new Date('2026-11-16T02:00:00.000Z');
export const { authToken: AUTH_TOKEN, apiKey: ADMIN_KEY } = SECRETS;

/** What every service reads: one environment, as in production. */
export const environmentOf = (places: { vendors: string; api: string }) => ({
  ...systemSettings(places),
  REPLY_DEBOUNCE_CAP_SECONDS: '8',
  // Short, so that conversations end while there is time left to open them again.
  NO_RESPONSE_DAYS: '2.5',
});
