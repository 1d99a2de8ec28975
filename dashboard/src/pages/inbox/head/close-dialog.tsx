import { useState } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';

type Props = { name: string; onClose: () => void; onDone: (note: string | null) => void };

export function CloseDialog({ name, onClose, onDone }: Props) {
  const [note, setNote] = useState('');
  return (
    <Dialog title={`Close the conversation with ${name}`} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          onDone(note.trim() || null);
          onClose();
        }}
      >
        <div className="field">
          <label htmlFor="close-note">Why, for your colleagues</label>
          <input
            id="close-note"
            className="input"
            value={note}
            maxLength={1_000}
            placeholder="Sold in the showroom"
            onChange={({ target }) => setNote(target.value)}
          />
        </div>
        <div className="row">
          <button className="btn push" type="button" onClick={onClose}>
            Keep it open
          </button>
          <button className="btn go" type="submit">
            Close it
          </button>
        </div>
      </form>
    </Dialog>
  );
}
