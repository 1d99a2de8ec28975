import { useState } from 'react';
import { stopLater } from '../../../lead/stop-later.ts';
import { toasts } from '../../../ui/toast/toasts.ts';
import type { EnrollmentRow } from '../data/rows.ts';
import { useDesk } from '../desk.ts';
import type { HeadDialog } from '../head/head-dialog.ts';
import type { ConversationActs } from '../head/use-conversation-acts.ts';
import type { NextAction, NextLine } from './next-line.ts';

type Given = {
  line: NextLine;
  enrollment: EnrollmentRow | null;
  acts: ConversationActs;
  onDialog: (dialog: HeadDialog) => void;
};

export type NextButton = { action: NextAction; name: string; busy: string | null; run: () => void };

/** What the buttons of the next line do. */
export function useNextActs({ line, enrollment, acts, onDialog }: Given) {
  const desk = useDesk();
  const [busy, setBusy] = useState<NextAction | null>(null);
  const [fault, setFault] = useState<string | null>(null);

  async function work(action: NextAction, does: () => Promise<void>): Promise<void> {
    setBusy(action);
    setFault(null);
    await does().catch((error: Error) => setFault(error.message));
    setBusy(null);
  }
  const button = (action: NextAction, name: string, working: string, run: () => void) => ({
    action,
    name,
    busy: busy === action ? working : null,
    run,
  });

  function of(action: NextAction): NextButton | null {
    if (action === 'assign') return button(action, 'Assign…', '', () => onDialog('assign'));
    if (action === 'close') return button(action, 'Close', 'Closing…', () => acts.close());
    if (!enrollment) return null;
    const { id, status } = enrollment;
    if (action === 'stop') {
      return button(
        action,
        'Stop follow-ups',
        'Stopping…',
        () =>
          void work(action, async () => {
            const undo = await stopLater(status, (to) => desk.acts.setEnrollment(id, to));
            toasts.show('Follow-ups are stopped.', () => void undo().then(toasts.show, failed));
          }),
      );
    }
    if (action === 'skip') {
      return button(
        action,
        `Skip step ${line.step ?? ''}`,
        'Skipping…',
        () =>
          void work(action, async () => {
            await desk.acts.skipStep(id);
            toasts.show(`Step ${line.step ?? ''} is skipped.`);
          }),
      );
    }
    return button(
      action,
      'Send now',
      'Sending…',
      () => void work(action, () => desk.acts.sendStepNow(id)),
    );
  }

  return { buttons: line.actions.flatMap((action) => of(action) ?? []), fault };
}

const failed = (error: Error) => toasts.show(`Not undone: ${error.message}`);
