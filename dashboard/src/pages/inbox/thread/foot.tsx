import { useState } from 'react';
import { BusyButton } from '../../../ui/busy-button.tsx';
import { useMayAct } from '../data/use-may-act.ts';
import { useDesk } from '../desk.ts';
import { useTypist } from '../presence/use-typist.ts';
import type { ConversationView } from '../use-conversation.ts';

type Props = { view: ConversationView };

/** Who is writing right now: the AI, which can be held back, or a colleague. Always as high. */
export function Foot({ view }: Props) {
  const { conversation, reply } = view;
  const { acts } = useDesk();
  const mayAct = useMayAct();
  const typist = useTypist(conversation.id);
  const [busy, setBusy] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const isAi = reply.is === 'writing';
  const words = isAi ? 'AI is writing an answer' : typist ? `${typist} is writing` : null;

  async function hold(): Promise<void> {
    setBusy('Holding it back…');
    setFault(null);
    await acts.holdReply(conversation.id).catch((error: Error) => setFault(error.message));
    setBusy(null);
  }
  return (
    <div className="log-foot">
      {words && (
        <div className="msg us">
          <div className="by">
            <span className="typing" aria-hidden="true">
              <i />
              <i />
              <i />
            </span>
            {words}
            {isAi && mayAct && (
              <BusyButton className="link-btn" busy={busy} onClick={() => void hold()}>
                Hold it back
              </BusyButton>
            )}
            {fault && <span className="danger">{fault}</span>}
          </div>
        </div>
      )}
    </div>
  );
}
