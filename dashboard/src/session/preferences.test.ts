import { expect, it } from '@jest/globals';
import { type Preferences, preferencesOf, storedOf } from './preferences.ts';

const CHOSEN: Preferences = { theme: 'dark', sound: false, notify: true, single_keys: false };

it('preferences come back from the API as they were chosen', () => {
  expect(preferencesOf({ preferences: storedOf(CHOSEN) })).toEqual(CHOSEN);
});

it('preferences that were never chosen are the usual ones', () => {
  expect(preferencesOf({ preferences: {} })).toMatchObject({ theme: 'system', sound: true });
});
