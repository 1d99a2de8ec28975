import { useState } from 'react';
import { type Theme, usePreferences } from '../../session/preferences.ts';
import { useMe } from '../../session/use-me.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Switch } from '../../ui/switch.tsx';
import { mayNotify } from './browser-notification.ts';
import { OwnNotifications } from './own-notifications.tsx';

const THEMES: readonly [Theme, string][] = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];

/** Each change is saved as it is made. */
export function PreferencesDialog({ onClose }: { onClose: () => void }) {
  const { user } = useMe();
  const { preferences, save } = usePreferences();
  const [fault, setFault] = useState<string | null>(null);
  const change = (changed: Parameters<typeof save>[0]) => {
    setFault(null);
    save(changed).catch((error: Error) => setFault(`Not saved: ${error.message}`));
  };
  const notify = async (wanted: boolean) => {
    const may = !wanted || (await mayNotify());
    if (may) change({ notify: wanted });
    else setFault('This browser does not allow notifications for this page.');
  };
  return (
    <Dialog title="Preferences" onClose={onClose}>
      <fieldset className="field">
        <legend>Theme</legend>
        <div className="row g16">
          {THEMES.map(([theme, name]) => (
            <label key={theme} className="row">
              <input
                type="radio"
                name="theme"
                checked={preferences.theme === theme}
                onChange={() => change({ theme })}
              />
              {name}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="field">
        <label htmlFor="time-zone">Time zone</label>
        <select
          id="time-zone"
          className="input"
          value={user.time_zone ?? ''}
          onChange={({ target }) => change({ time_zone: target.value || null })}
        >
          <option value="">As this browser</option>
          {Intl.supportedValuesOf('timeZone').map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </select>
      </div>
      <label className="row g12">
        <Switch
          checked={preferences.sound}
          onChange={({ target }) => change({ sound: target.checked })}
        />
        Sound when somebody begins to wait for a person
      </label>
      <label className="row g12">
        <Switch
          checked={preferences.notify}
          onChange={({ target }) => void notify(target.checked)}
        />
        Browser notification when a live call asks for a person
      </label>
      <label className="row g12">
        <Switch
          checked={preferences.single_keys}
          onChange={({ target }) => change({ single_keys: target.checked })}
        />
        Single keys, such as T for Take over
      </label>
      <OwnNotifications onFault={setFault} />
      {fault && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
      <div className="row dialog-buttons">
        <button className="btn" type="button" onClick={onClose}>
          Close
        </button>
      </div>
    </Dialog>
  );
}
