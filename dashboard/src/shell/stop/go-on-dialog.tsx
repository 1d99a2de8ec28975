import { useState } from 'react';
import { BusyButton } from '../../ui/busy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { toasts } from '../../ui/toast/toasts.ts';
import { switchWords } from '../../words/switches.ts';
import { type SwitchName, setSwitch } from './switches.ts';

type Props = { name: SwitchName; onClose: () => void };

/** Asked once: what waited leaves at once, and that cannot be taken back. */
export function GoOnDialog({ name, onClose }: Props) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const letGo = () => {
    setBusy(true);
    setSwitch(name, false, '')
      .then((row) => {
        const released = (row as { released?: number }).released ?? 0;
        toasts.show(released === 0 ? 'Nothing had waited.' : `${released} that had waited go on.`);
        onClose();
      })
      .catch((error: Error) => setFault(error.message))
      .finally(() => setBusy(false));
  };
  return (
    <Dialog title={switchWords(name).goOn.replace('…', '?')} onClose={onClose}>
      <p className="soft">
        What has waited leaves at once, as fast as your numbers send and your lines allow, and only
        to people who may be contacted now. It cannot be taken back.
      </p>
      {fault && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
      <div className="row dialog-buttons">
        <button className="btn" type="button" onClick={onClose}>
          Keep it stopped
        </button>
        <BusyButton className="btn go" busy={busy ? 'Letting go…' : null} onClick={letGo}>
          Let it go on
        </BusyButton>
      </div>
    </Dialog>
  );
}
