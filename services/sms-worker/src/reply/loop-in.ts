import { type MachineLoop, machineLoop } from '@ringback/shared/domain/texts/machine-loop.ts';
import type { Turn } from './turn.ts';

/** Whether the other side looks like a machine; the conversation then goes to a person without a reply. */
export function loopIn({ messages, conversation }: Turn): MachineLoop | null {
  const here = messages
    .filter(({ conversation_id: id, seq }) => id === conversation.id && seq !== null)
    .sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
  return machineLoop(
    here.flatMap(({ author, direction, body, sent_at, created_at }) => {
      const who = direction === 'inbound' ? 'lead' : author === 'human' ? 'staff' : 'agent';
      return [{ who, text: body ?? '', at: new Date(sent_at ?? created_at) } as const];
    }),
  );
}
