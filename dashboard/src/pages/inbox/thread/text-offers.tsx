import { useState } from 'react';
import { BusyButton } from '../../../ui/busy-button.tsx';
import { useWhere } from '../../../ui/time/moment.tsx';
import { spokenMoment } from '../../../ui/time/moments.ts';
import { toasts } from '../../../ui/toast/toasts.ts';
import { faultOf } from '../../../words/text-faults.ts';
import { focusComposer } from '../composer/focus-composer.ts';
import type { MessageRow } from '../data/rows.ts';
import { useMayAct } from '../data/use-may-act.ts';
import { useDesk } from '../desk.ts';

type Props = { text: MessageRow; retry: MessageRow | null };

/** What can be done about a text: use a draft, try again, say whether it refuses contact. */
export function TextOffers({ text, retry }: Props) {
  const { acts, drafts } = useDesk();
  const where = useWhere();
  const mayAct = useMayAct();
  const [busy, setBusy] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  if (!mayAct) return null;

  const { conversation_id: id, message_id: messageId, body } = text;
  const act = (name: string, work: () => Promise<void>) => {
    setBusy(name);
    setFault(null);
    work()
      .catch((error: Error) => setFault(error.message))
      .finally(() => setBusy(null));
  };
  const use = () => {
    drafts.putBelow(id, body ?? '');
    focusComposer('text');
  };

  if (text.delivery_status === 'suppressed') {
    return (
      <button className="link-btn" type="button" onClick={use}>
        Use it
      </button>
    );
  }
  if (text.refusal_verdict === 'unclear') {
    return (
      <div className="by">
        <span className="attention">Does this refuse contact?</span>
        <BusyButton
          className="link-btn"
          busy={busy}
          onClick={() => act('…', () => acts.judge(id, messageId, true))}
        >
          It does
        </BusyButton>
        <BusyButton
          className="link-btn"
          onClick={() => act('…', () => acts.judge(id, messageId, false))}
        >
          It does not
        </BusyButton>
        {fault && <span className="danger">{fault}</span>}
      </div>
    );
  }
  if (text.direction === 'inbound' || !['failed', 'undelivered'].includes(text.delivery_status)) {
    return null;
  }
  const { offers } = faultOf(text.delivery_error);
  const waits =
    retry?.seq === null && retry.send_at ? spokenMoment(Date.parse(retry.send_at), where) : null;
  return (
    <div className="by">
      {waits && `Tries again by itself at ${waits}`}
      {retry !== null && waits === null && 'Tried again below'}
      {retry === null && offers.includes('try_now') && (
        <BusyButton
          className="link-btn"
          busy={busy}
          onClick={() =>
            act('Trying…', async () => {
              await acts.tryAgain(id, messageId);
              toasts.show('It is tried again.');
            })
          }
        >
          Try now
        </BusyButton>
      )}
      {offers.includes('write_anew') && (
        <button className="link-btn" type="button" onClick={use}>
          Write other words
        </button>
      )}
      {fault && <span className="danger">{fault}</span>}
    </div>
  );
}
