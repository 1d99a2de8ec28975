import { BusyButton } from '../../../ui/busy-button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import type { EnrollmentRow } from '../data/rows.ts';
import { useMayAct } from '../data/use-may-act.ts';
import type { HeadDialog } from '../head/head-dialog.ts';
import type { ConversationActs } from '../head/use-conversation-acts.ts';
import type { NextLine } from './next-line.ts';
import { useNextActs } from './use-next-acts.ts';

type Props = {
  line: NextLine;
  enrollment: EnrollmentRow | null;
  acts: ConversationActs;
  isOffline: boolean;
  onDialog: (dialog: HeadDialog) => void;
};

const MOST = 2;

/** One sentence on what happens to this lead next, and at most two things to do about it. */
export function NextBar({ line, enrollment, acts, isOffline, onDialog }: Props) {
  const mayAct = useMayAct();
  const { buttons, fault } = useNextActs({ line, enrollment, acts, onDialog });
  return (
    <div className={line.needs ? 'next needs' : 'next'}>
      <Icon name={line.icon} small />
      <span className="grow">
        <b>Next:</b> {isOffline ? 'unknown while you are offline' : line.words}
        {fault && (
          <span className="danger" role="alert">
            {' '}
            {fault}
          </span>
        )}
      </span>
      {mayAct &&
        buttons.slice(0, MOST).map(({ action, name, busy, run }) => (
          <BusyButton
            key={action}
            className="link-btn"
            busy={busy}
            offBecause={isOffline ? 'You are offline' : null}
            onClick={run}
          >
            {name}
          </BusyButton>
        ))}
    </div>
  );
}
