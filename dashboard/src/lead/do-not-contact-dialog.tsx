import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { BusyButton } from '../ui/busy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { readablePhone } from '../ui/person.ts';
import { toasts } from '../ui/toast/toasts.ts';
import { closeNumber } from './close-number.ts';

type Props = { name: string; phone: string; onClose: () => void };
const SCOPES = [
  ['all', 'Texts and calls'],
  ['sms', 'Texts only'],
  ['voice', 'Calls only'],
] as const;

/** Asked, since nobody here can take it back: only the lead can. */
export function DoNotContactDialog({ name, phone, onClose }: Props) {
  const client = useQueryClient();
  const [scope, setScope] = useState<'all' | 'sms' | 'voice'>('all');
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);

  async function stop(): Promise<void> {
    setBusy('Closing the number…');
    setFault(null);
    try {
      await closeNumber(phone, scope, reason.trim() || null);
      toasts.show(`${name} is not contacted any more.`);
      for (const queryKey of [['consents'], ['policy'], ['timeline']]) {
        void client.invalidateQueries({ queryKey });
      }
      onClose();
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
      setBusy(null);
    }
  }

  return (
    <Dialog title={`Do not contact ${name}`} onClose={onClose}>
      <p className="dense soft">
        Nothing reaches {readablePhone(phone)} any more, for anybody here, and what is planned is
        taken back. Nobody here can lift this: only they can, by writing START.
      </p>
      <fieldset className="stack g4">
        <legend className="label">What is closed</legend>
        {SCOPES.map(([value, words]) => (
          <label className="check" key={value}>
            <input
              type="radio"
              name="scope"
              checked={scope === value}
              onChange={() => setScope(value)}
            />
            {words}
          </label>
        ))}
      </fieldset>
      <div className="field">
        <label htmlFor="closed-why">Why, for the record</label>
        <input
          id="closed-why"
          className="input"
          maxLength={500}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </div>
      {fault && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
      <div className="row">
        {/* biome-ignore lint/a11y/noAutofocus: in a dialog the first focus is on the harmless choice */}
        <button className="btn push" type="button" autoFocus onClick={onClose}>
          Leave it open
        </button>
        <BusyButton className="btn halt" busy={busy} onClick={() => void stop()}>
          Do not contact
        </BusyButton>
      </div>
    </Dialog>
  );
}
