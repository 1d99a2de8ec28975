import { type ReactNode, useEffect, useRef } from 'react';

/** Lies over the page and its open dialogs: nothing behind it is reached until one has signed in. */
export function SignInOver({ children }: { children: ReactNode }) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    const show = () => dialog?.showModal();
    show();
    // A browser lets a second Escape close any dialog.
    dialog?.addEventListener('close', show);
    return () => {
      dialog?.removeEventListener('close', show);
      dialog?.close();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      className="sign-in over"
      aria-label="Sign in"
      onCancel={(event) => event.preventDefault()}
    >
      {children}
    </dialog>
  );
}
