import { type ReactNode, useEffect, useId, useRef } from 'react';
import { OverAll } from './over-all.tsx';

type Props = {
  title: string;
  onClose: () => void;
  children: ReactNode;
  className?: string;
};

/** A native modal dialog: Escape closes it, and the focus goes back to where it came from. */
export function Dialog({ title, onClose, children, className = '' }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <OverAll>
      <dialog
        ref={ref}
        className={`pop dialog ${className}`.trim()}
        aria-labelledby={id}
        onClose={({ currentTarget }) => {
          // The event comes late: a dialog that was shown again meanwhile stays.
          if (!currentTarget.open) onClose();
        }}
        onPointerDown={(event) => {
          if (event.target === ref.current) onClose();
        }}
      >
        <div className="dialog-in">
          <h2 id={id}>{title}</h2>
          {children}
        </div>
      </dialog>
    </OverAll>
  );
}
