import { useSyncExternalStore } from 'react';
import { Kbd } from '../keys/kbd.tsx';
import { toasts } from './toasts.ts';

/** Where the page says what it has just done. */
export function ToastRegion() {
  const toast = useSyncExternalStore(toasts.subscribe, toasts.current);
  return (
    <div className="toasts corner" role="status">
      {toast && (
        // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it only keeps it there
        <div
          className="toast"
          key={toast.id}
          onPointerEnter={toasts.hold}
          onPointerLeave={toasts.letGo}
          onFocus={toasts.hold}
          onBlur={toasts.letGo}
        >
          <span>{toast.words}</span>
          {toast.undo && (
            <button
              className="btn s"
              type="button"
              onClick={() => toasts.undo()}
              aria-keyshortcuts="Z"
            >
              Undo <Kbd keys="Z" />
            </button>
          )}
        </div>
      )}
    </div>
  );
}
