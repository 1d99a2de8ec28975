import { type ReactNode, useEffect, useId, useRef } from 'react';

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
    <dialog
      ref={ref}
      className={`pop dialog ${className}`.trim()}
      aria-labelledby={id}
      onClose={() => {
        // Closed and opened again in the same moment, as React tries its effects in development, it is
        // told late that it was closed.
        if (!ref.current?.open) onClose();
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
  );
}
