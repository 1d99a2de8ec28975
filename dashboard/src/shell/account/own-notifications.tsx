import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, dataOf } from '../../api/client.ts';
import type { Me } from '../../session/session.ts';
import { useMe } from '../../session/use-me.ts';
import { Switch } from '../../ui/switch.tsx';

const NIGHT = { from: '22:00', until: '07:00' };
const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;

type Props = { onFault: (fault: string | null) => void };
type Change = {
  quiet_hours?: { from: string; until: string } | null;
  phone?: string | null;
  time_zone?: string;
};

/** When somebody is not to be notified outside of this page, and the number for texts to them. */
export function OwnNotifications({ onFault }: Props) {
  const { user } = useMe();
  const client = useQueryClient();
  const [phone, setPhone] = useState(user.phone ?? '');
  const quiet = user.quiet_hours;

  async function save(change: Change) {
    onFault(null);
    try {
      const saved = await dataOf(api.PATCH('/api/me', { body: change }));
      client.setQueryData<Me>(['me'], (me) => me && { ...me, user: saved });
    } catch (error) {
      onFault(`Not saved: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const saveQuiet = (hours: typeof quiet) =>
    // Times of day mean nothing without a time zone.
    save({ quiet_hours: hours, ...(hours && user.time_zone === null && { time_zone: HERE }) });

  return (
    <>
      <label className="row g12">
        <Switch
          checked={quiet !== null}
          onChange={({ target }) => void saveQuiet(target.checked ? NIGHT : null)}
        />
        Quiet hours: no text or mail, except about a live call
      </label>
      {quiet && (
        <div className="row g12">
          <label className="row">
            from
            <input
              type="time"
              className="input"
              value={quiet.from}
              onChange={({ target }) =>
                target.value && void saveQuiet({ ...quiet, from: target.value })
              }
            />
          </label>
          <label className="row">
            until
            <input
              type="time"
              className="input"
              value={quiet.until}
              onChange={({ target }) =>
                target.value && void saveQuiet({ ...quiet, until: target.value })
              }
            />
          </label>
        </div>
      )}
      <div className="field">
        <label htmlFor="own-phone">Phone number for texts to you</label>
        <input
          id="own-phone"
          type="tel"
          className="input"
          autoComplete="tel"
          value={phone}
          onChange={({ target }) => setPhone(target.value)}
          onBlur={() => {
            if (phone !== (user.phone ?? '')) void save({ phone: phone.trim() || null });
          }}
        />
      </div>
    </>
  );
}
