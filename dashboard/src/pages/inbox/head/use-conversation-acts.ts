import { useState } from 'react';
import { useColleagues } from '../../../colleagues/use-colleagues.ts';
import { toasts } from '../../../ui/toast/toasts.ts';
import { focusComposer } from '../composer/focus-composer.ts';
import { useDesk } from '../desk.ts';
import type { ConversationView } from '../use-conversation.ts';

/** What one does to a conversation as a whole: at once, with a way back where there is one. */
export function useConversationActs({ conversation, lead }: ConversationView) {
  const { acts } = useDesk();
  const { me, nameOf } = useColleagues();
  const [busy, setBusy] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const { id, owner, awaits_human, assigned_to: was } = conversation;

  async function run(name: string, work: () => Promise<void>): Promise<void> {
    if (busy !== null) return;
    setBusy(name);
    setFault(null);
    try {
      await work();
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(null);
    }
  }
  const undo = (work: () => Promise<void>) => () =>
    void work().catch((error: Error) => toasts.show(`Not undone: ${error.message}`));

  return {
    busy,
    fault,
    clearFault: () => setFault(null),

    takeOver(): void {
      // The composer opens at once: what is typed meanwhile is kept whatever the answer is.
      focusComposer('text');
      void run('Taking over…', async () => {
        if (owner === 'human' && !awaits_human && was !== null && was !== me.id) {
          await acts.assign(id, me.id);
          toasts.show(
            `You took this over from ${nameOf(was)}.`,
            undo(() => acts.assign(id, was)),
          );
          return;
        }
        const after = await acts.takeOver(id);
        if (after.assigned_to !== null && after.assigned_to !== me.id) {
          setFault(`${nameOf(after.assigned_to)} was quicker and has it.`);
        }
      });
    },

    handBack(): void {
      void run('Handing back…', async () => {
        await acts.handBack(id);
        toasts.show(
          'Handed back to the AI.',
          undo(async () => void (await acts.takeOver(id))),
        );
      });
    },

    close(note: string | null = null): void {
      void run('Closing…', async () => {
        await acts.close(id, note);
        toasts.show(
          'Closed.',
          undo(async () => void (await acts.reopen(id))),
        );
      });
    },

    reopen(): void {
      void run('Opening…', async () => {
        await acts.reopen(id);
        toasts.show(
          'Open again.',
          undo(() => acts.close(id, null)),
        );
      });
    },

    assign(userId: string | null): void {
      void run('Assigning…', async () => {
        await acts.assign(id, userId);
        const words =
          userId === null
            ? 'Nobody has it now.'
            : `${userId === me.id ? 'It is yours' : `${nameOf(userId)} has it`} now.`;
        toasts.show(
          words,
          undo(() => acts.assign(id, was)),
        );
      });
    },

    call(): void {
      if (!lead) return;
      void run('Calling…', async () => {
        await acts.call(lead.phone, lead.id);
        toasts.show('The call is ordered. It rings as soon as the hour allows.');
      });
    },
  };
}

export type ConversationActs = ReturnType<typeof useConversationActs>;
