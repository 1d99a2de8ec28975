import { Icon } from '../../../ui/icon.tsx';
import { useKeys } from '../../../ui/keys/use-keys.ts';
import { useMayAct } from '../../inbox/data/use-may-act.ts';
import { useHangup } from '../data/use-hangup.ts';

type Props = { callId: string; name: string; word?: string; hasKey?: boolean };

/** Ends a call; for 3 s a second press takes it back. A viewer has no such button. */
export function EndButton({ callId, name, word = 'End', hasKey = false }: Props) {
  const mayAct = useMayAct();
  const { isEnding, press } = useHangup(callId);
  useKeys(
    hasKey && mayAct ? [{ keys: 'shift+e', name: 'End the call', group: 'calls', run: press }] : [],
  );
  if (!mayAct) return null;
  return (
    <button
      className="btn bare s halt-hover"
      type="button"
      aria-label={isEnding ? `Do not end the call with ${name}` : `${word} the call with ${name}`}
      onClick={press}
    >
      <Icon name="hangup" small />
      {isEnding ? 'Ending… take back' : word}
    </button>
  );
}
