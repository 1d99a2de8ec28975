import { useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';
import type { Me, User } from './session.ts';
import { useMe } from './use-me.ts';

export type Theme = 'system' | 'light' | 'dark';

/** What somebody has set for themselves, with what stands where they have not. */
export type Preferences = {
  theme: Theme;
  /** A sound when somebody begins to wait for a person. */
  sound: boolean;
  /** A notification of the browser when a live call asks for a person. */
  notify: boolean;
  /** Single keys, without Ctrl or ⌘. */
  single_keys: boolean;
};

const DEFAULTS: Preferences = { theme: 'system', sound: true, notify: false, single_keys: true };

/** As the API stores them: switches by name under each heading. */
export type StoredPreferences = {
  theme?: Theme;
  sounds?: { needs_person?: boolean };
  notifications?: { needs_person?: boolean };
  keyboard?: { single_keys?: boolean };
};

export function preferencesOf({ preferences }: Pick<User, 'preferences'>): Preferences {
  const { theme, sounds, notifications, keyboard } = preferences as StoredPreferences;
  return {
    theme: theme ?? DEFAULTS.theme,
    sound: sounds?.needs_person ?? DEFAULTS.sound,
    notify: notifications?.needs_person ?? DEFAULTS.notify,
    single_keys: keyboard?.single_keys ?? DEFAULTS.single_keys,
  };
}

export const storedOf = ({
  theme,
  sound,
  notify,
  single_keys,
}: Preferences): Required<StoredPreferences> => ({
  theme,
  sounds: { needs_person: sound },
  notifications: { needs_person: notify },
  keyboard: { single_keys },
});

export function usePreferences() {
  const { user } = useMe();
  const client = useQueryClient();
  const save = async (change: Partial<Preferences> & { time_zone?: string | null }) => {
    const { time_zone, ...changed } = change;
    const chosen = { ...preferencesOf(user), ...changed };
    const preferences = storedOf(chosen);
    applyTheme(chosen.theme);
    const body = { preferences, ...(time_zone === undefined ? {} : { time_zone }) };
    await dataOf(api.PATCH('/api/me', { body }));
    client.setQueryData<Me>(
      ['me'],
      (me) =>
        me && {
          ...me,
          user: {
            ...me.user,
            preferences,
            ...(time_zone === undefined ? {} : { time_zone }),
          },
        },
    );
  };
  return { preferences: preferencesOf(user), save };
}

/** Kept in this browser, too: the page has its theme before it knows who is signed in. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') {
    delete document.documentElement.dataset['theme'];
    localStorage.removeItem('ringback.theme');
  } else {
    document.documentElement.dataset['theme'] = theme;
    localStorage.setItem('ringback.theme', theme);
  }
}
