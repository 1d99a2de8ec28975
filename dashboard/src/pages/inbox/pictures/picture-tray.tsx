import { useRef, useState } from 'react';
import { Icon } from '../../../ui/icon.tsx';
import type { Attachment } from './attachments.ts';
import type { Pictures } from './use-pictures.ts';

type Props = { pictures: Pictures; faultId: string; onEmpty: () => void };

/** What will be sent along: each picture with how far it has come, and a way to remove it. */
export function PictureTray({ pictures, faultId, onEmpty }: Props) {
  const { list, fault, whyNotYet } = pictures;
  const root = useRef<HTMLUListElement>(null);
  const tooLarge = list.every(({ state }) => state === 'ready') ? whyNotYet : null;
  const words = fault ?? tooLarge;

  /** The focus goes to the neighbour, or back to the words. */
  function remove(at: number): void {
    const one = list[at];
    if (!one) return;
    pictures.remove(one.key);
    if (list.length === 1) onEmpty();
    requestAnimationFrame(() => {
      const buttons = root.current?.querySelectorAll<HTMLButtonElement>('.tray-remove');
      buttons?.[Math.min(at, list.length - 2)]?.focus();
    });
  }

  return (
    <>
      {list.length > 0 && (
        <ul className="tray" ref={root} aria-label="Pictures to send">
          {list.map((one, at) => (
            <li key={one.key} className={one.state === 'failed' ? 'tray-item failed' : 'tray-item'}>
              <Preview url={one.preview} />
              <span className="tray-words" role="status">
                {stateOf(one)}
              </span>
              {one.isWorthTrying && one.state === 'failed' && (
                <button className="link-btn" type="button" onClick={() => pictures.again(one.key)}>
                  Try again
                </button>
              )}
              {one.state === 'uploading' && (
                <progress
                  max={1}
                  value={one.progress}
                  aria-label={`Picture ${at + 1}, uploading`}
                />
              )}
              <button
                className="tray-remove"
                type="button"
                aria-label={`Remove picture ${at + 1}`}
                onClick={() => remove(at)}
              >
                <Icon name="x" small />
              </button>
            </li>
          ))}
        </ul>
      )}
      {words && (
        <p className="fault" role="alert" id={faultId}>
          <Icon name="alert" small /> {words}
        </p>
      )}
    </>
  );
}

/** The file as it is here, if this browser can show it. */
function Preview({ url }: { url: string | null }) {
  const [isShown, setShown] = useState(url !== null);
  if (!isShown || url === null) {
    return (
      <span className="tray-icon">
        <Icon name="picture" />
      </span>
    );
  }
  return <img src={url} alt="" onError={() => setShown(false)} />;
}

function stateOf({ state, why }: Attachment): string {
  if (state === 'failed') return why ?? 'It could not be uploaded.';
  return state === 'uploading' ? 'uploading…' : '';
}
