import { useRef } from 'react';
import { mayAct } from '../../session/session.ts';
import { useMe } from '../../session/use-me.ts';
import { Icon } from '../../ui/icon.tsx';
import { useKeys } from '../../ui/keys/use-keys.ts';
import { switchWords } from '../../words/switches.ts';
import { StopPopover } from './stop-popover.tsx';
import { useSwitches } from './switches.ts';

const POPOVER = 'stop-contact';

/** In reach of every page: stops texts, calls or everything. */
export function StopButton() {
  const { user } = useMe();
  const button = useRef<HTMLButtonElement>(null);
  const on = useSwitches();
  const first = on[0];
  const mayStop = mayAct(user, 'agent');
  useKeys(
    mayStop
      ? [
          {
            keys: 'shift+s',
            name: 'Stop texts, calls or everything',
            group: 'everywhere',
            run: () => button.current?.click(),
          },
        ]
      : [],
  );
  if (!mayStop) return null;
  return (
    <>
      <button
        ref={button}
        className="foot-btn"
        type="button"
        title="Stop calls, texts or everything"
        popoverTarget={POPOVER}
      >
        <Icon name="stop" className={first ? 'danger' : ''} />
        <span className={first ? 't danger' : 't'}>
          {first ? <b>{switchWords(first.name).on}</b> : 'Stop contact…'}
        </span>
      </button>
      <StopPopover id={POPOVER} on={on} />
    </>
  );
}
