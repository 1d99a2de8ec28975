import { useState } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { offers } from '../data/offers.ts';

type Props = { messageId: string; media: readonly unknown[] };

/** Pictures of a text. Their place is kept before they come, so that nothing below them moves. */
export function Media({ messageId, media }: Props) {
  const [open, setOpen] = useState<number | null>(null);
  const count = media.length;
  if (!offers.pictures) {
    return <div className="b soft">{count === 1 ? 'A picture' : `${count} pictures`}</div>;
  }
  const source = (index: number) => `/api/messages/${messageId}/media/${index}`;
  return (
    <div className="pictures">
      {media.map((_, index) => (
        <button
          key={source(index)}
          type="button"
          className="picture"
          aria-label={`Picture ${index + 1} of ${count}, larger`}
          onClick={() => setOpen(index)}
        >
          <img src={source(index)} alt="" width={220} height={165} loading="lazy" />
        </button>
      ))}
      {open !== null && (
        <Dialog title={`Picture ${open + 1} of ${count}`} onClose={() => setOpen(null)}>
          <img className="picture-large" src={source(open)} alt="Sent by the lead" />
          <div className="row">
            <button className="btn push" type="button" onClick={() => setOpen(null)}>
              Close
            </button>
          </div>
        </Dialog>
      )}
    </div>
  );
}
