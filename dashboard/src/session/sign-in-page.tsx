import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { Icon } from '../ui/icon.tsx';
import { Brand } from './brand.tsx';
import { DemoPeople } from './demo-people.tsx';
import { type Me, readOptions, signIn, signInToDemo } from './session.ts';
import { SignInOver } from './sign-in-over.tsx';

type Props = {
  onSignedIn: (me: Me) => void;
  /** The session ended while one worked: the page behind stays as it is. */
  over?: boolean;
};

export function SignInPage({ onSignedIn, over = false }: Props) {
  const options = useQuery({ queryKey: ['sign-in-options'], queryFn: readOptions });
  const [fault, setFault] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const [busy, setBusy] = useState(false);
  const business = options.data?.business ?? 'Ringback';

  const enter = (attempt: () => Promise<Me>) => {
    if (busy) return;
    setBusy(true);
    attempt()
      .then(onSignedIn)
      .catch((error: Error) => {
        setFault(error.message);
        form.current?.querySelector<HTMLInputElement>('#password')?.select();
      })
      .finally(() => setBusy(false));
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const [email, password] = [String(given.get('email')), String(given.get('password'))];
    if (email.trim() && password) enter(() => signIn(email, password));
    else setFault('An email and a password are needed.');
  };

  const Main = over ? 'div' : 'main';
  const content = (
    <>
      <Main className="sign-in-main">
        <form ref={form} onSubmit={submit} noValidate>
          <Brand />
          <div>
            <h1 className="sign-in-title">Sign in to {business}</h1>
            <p className="soft">
              {over
                ? 'Your session has ended. What is on the page stays.'
                : 'Calls and texts go on while nobody is signed in.'}
            </p>
          </div>
          <div className="field">
            <label htmlFor="email">Email</label>
            <input
              className="input"
              id="email"
              name="email"
              type="email"
              autoComplete="username"
              // biome-ignore lint/a11y/noAutofocus: it is what the page asks for, and nothing stands before it
              autoFocus
            />
          </div>
          <div className="field">
            <label htmlFor="password">Password</label>
            <input
              className="input"
              id="password"
              name="password"
              type="password"
              autoComplete="current-password"
              aria-invalid={fault !== null}
              aria-describedby={fault ? 'sign-in-fault' : undefined}
            />
            {fault && (
              <p className="fault" id="sign-in-fault" role="alert">
                <Icon name="alert" small />
                {fault}
              </p>
            )}
          </div>
          <button className="btn go" type="submit" aria-busy={busy}>
            {busy ? 'Signing in…' : 'Sign in'}
          </button>
          <p className="dense soft">Forgot it? An admin sends a new link under People and keys.</p>
        </form>
      </Main>
      {options.data?.demo && (
        <DemoPeople
          people={options.data.demo}
          onChoose={(email) => enter(() => signInToDemo(email))}
        />
      )}
    </>
  );
  if (over) return <SignInOver>{content}</SignInOver>;
  return (
    <div className="sign-in">
      <title>Sign in · Ringback</title>
      {content}
    </div>
  );
}
