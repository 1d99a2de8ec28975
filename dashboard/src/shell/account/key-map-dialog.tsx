import { Dialog } from '../../ui/dialog.tsx';
import { keymap } from '../../ui/keys/keymap.ts';
import { readableKeys } from '../../ui/keys/readable-keys.ts';

/** All keys that work on the page behind it, by group. */
export function KeyMapDialog({ onClose }: { onClose: () => void }) {
  const groups = Map.groupBy(keymap.all(), ({ group }) => group);
  return (
    <Dialog title="Keys" onClose={onClose}>
      <p className="dense soft">Single keys work while no field has the focus.</p>
      {[...groups].map(([group, bindings]) => (
        <section key={group}>
          <h3>{group}</h3>
          <dl className="key-map">
            {bindings.map(({ keys, name }) => (
              <div key={keys + name} className="row">
                <dt>
                  <kbd>{readableKeys(keys)}</kbd>
                </dt>
                <dd>{name}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
