import { useState } from 'react';
import { useRow } from '../../../live/use-live.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { firstNameOf } from '../../../ui/person.ts';
import type { MessageRow } from '../data/rows.ts';
import { shownAs } from '../pictures/media-words.ts';

type Props = {
  text: MessageRow;
  /** Who sent it, where it was not the lead. */
  by: string;
  /** "2:02 PM": when it came or went. */
  at: string;
};

/** Pictures of a text. Each has one place, whatever becomes of it: nothing below it ever moves. */
export function Media({ text, by, at }: Props) {
  const [open, setOpen] = useState<number | null>(null);
  const lead = useRow('lead', text.lead_id);
  const from = text.direction === 'inbound' ? firstNameOf(lead) : by === 'You' ? 'you' : by;
  const { media } = text;
  const sourceOf = (index: number) =>
    `/api/conversations/${text.conversation_id}/messages/${text.message_id}/media/${index}`;
  const nameOf = (index: number) => {
    const which = media.length === 1 ? 'Picture' : `Picture ${index + 1} of ${media.length}`;
    return `${which} from ${from}, ${at}`;
  };
  return (
    <div className="pictures">
      {media.map((one, index) => {
        const shown = shownAs(one);
        if (shown.as === 'picture') {
          const props = { source: sourceOf(index), name: nameOf(index) };
          return <Thumbnail key={one.id} {...props} onOpen={() => setOpen(index)} />;
        }
        return (
          <div className="picture stand-in" key={one.id}>
            <Icon name={one.state === 'failed' ? 'alert' : 'picture'} />
            <span dir="auto">{shown.words}</span>
            {shown.as === 'download' && (
              <a className="link-btn" href={sourceOf(index)} download>
                Download
              </a>
            )}
          </div>
        );
      })}
      {open !== null && (
        <Dialog title={nameOf(open)} className="picture-dialog" onClose={() => setOpen(null)}>
          <img className="picture-large" src={sourceOf(open)} alt={nameOf(open)} />
          <div className="row">
            <a className="btn" href={sourceOf(open)} download>
              Download
            </a>
            <button className="btn push" type="button" onClick={() => setOpen(null)}>
              Close
            </button>
          </div>
        </Dialog>
      )}
    </div>
  );
}

type ThumbnailProps = { source: string; name: string; onOpen: () => void };

function Thumbnail({ source, name, onOpen }: ThumbnailProps) {
  /** How often it was tried; with `isLost`, the last try brought nothing. */
  const [tries, setTries] = useState(0);
  const [isLost, setLost] = useState(false);
  if (isLost) {
    return (
      <div className="picture stand-in">
        <Icon name="alert" />
        <span>The picture could not be loaded.</span>
        <button
          className="link-btn"
          type="button"
          onClick={() => {
            setTries(tries + 1);
            setLost(false);
          }}
        >
          Try again
        </button>
      </div>
    );
  }
  return (
    <button className="picture" type="button" aria-haspopup="dialog" onClick={onOpen}>
      <img
        key={tries}
        src={source}
        alt={name}
        width={220}
        height={165}
        loading="lazy"
        decoding="async"
        onError={() => setLost(true)}
      />
    </button>
  );
}
