import { useState } from 'react';
import { mayAct } from '../../session/session.ts';
import { useMe } from '../../session/use-me.ts';
import { DownloadCsv } from '../../ui/download-csv.tsx';
import { OverAll } from '../../ui/over-all.tsx';
import { Switch as SwitchInput } from '../../ui/switch.tsx';
import { useWhere } from '../../ui/time/moment.tsx';
import { spokenMoment } from '../../ui/time/moments.ts';
import { switchWords } from '../../words/switches.ts';
import { GoOnDialog } from './go-on-dialog.tsx';
import { SWITCHES, type Switch, type SwitchName, setSwitch } from './switches.ts';

type Props = { id: string; on: readonly Switch[] };

/** Stopping takes one press; letting go asks once. */
export function StopPopover({ id, on }: Props) {
  const { user } = useMe();
  const where = useWhere();
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const [asksFor, setAsksFor] = useState<SwitchName | null>(null);
  const stop = (name: SwitchName) => {
    setFault(null);
    setSwitch(name, true, reason.trim()).catch((error: Error) => setFault(error.message));
  };
  return (
    <OverAll>
      {' '}
      <div
        id={id}
        popover="auto"
        className="pop foot-pop"
        role="dialog"
        aria-label="Stop contact"
        onToggle={({ newState, currentTarget }) => {
          // Whoever opened it by a key is in it at once; Escape brings them back to where they were.
          if (newState === 'open') currentTarget.querySelector('input')?.focus();
        }}
      >
        <div className="sec">
          <h2>Stop contact, at once</h2>
          <p className="dense soft">
            Live calls are not cut off. Nothing is lost: what waits goes on when you switch back.
          </p>
        </div>
        <div className="sec stack g12">
          {SWITCHES.map((name) => {
            const row = on.find((one) => one.name === name);
            const words = switchWords(name);
            const mayLetGo = name !== 'stop_all' || mayAct(user, 'admin');
            return (
              <label key={name} className="row g12">
                <SwitchInput
                  halts
                  checked={row !== undefined}
                  disabled={row !== undefined && !mayLetGo}
                  onChange={() => (row ? setAsksFor(name) : stop(name))}
                />
                <span className="dense">
                  <b>{row ? words.on : words.off}</b>
                  {row && (
                    <>
                      <br />
                      <span className="meta">
                        since {spokenMoment(Date.parse(row.updated_at), where)}
                        {!mayLetGo && '; an admin lets it go on'}
                      </span>
                    </>
                  )}
                </span>
              </label>
            );
          })}
        </div>
        <div className="sec">
          <div className="field">
            <label htmlFor="stop-reason">Why, for your colleagues</label>
            <input
              className="input"
              id="stop-reason"
              value={reason}
              maxLength={300}
              onChange={({ target }) => setReason(target.value)}
            />
          </div>
          {fault && (
            <p className="fault" role="alert">
              {fault}
            </p>
          )}
        </div>
        <div className="sec">
          <DownloadCsv list="suppressions" filters={{}} words="Do-not-contact list as CSV" />
        </div>
        {asksFor && <GoOnDialog name={asksFor} onClose={() => setAsksFor(null)} />}
      </div>
    </OverAll>
  );
}
