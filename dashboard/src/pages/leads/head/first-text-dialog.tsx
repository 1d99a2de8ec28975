import { segmentsOf } from '@ringback/shared/domain/texts/segments.ts';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { api, dataOf } from '../../../api/client.ts';
import type { LeadRow } from '../../../lead/use-lead.ts';
import { BusyButton } from '../../../ui/busy-button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { newId } from '../../../ui/new-id.ts';
import { nameOf } from '../../../ui/person.ts';

type Props = { lead: LeadRow; onClose: () => void };

/** The first text to a lead, by hand. One that was not answered keeps its key: it is sent once. */
export function FirstTextDialog({ lead, onClose }: Props) {
  const navigate = useNavigate();
  const key = useRef(newId());
  const [words, setWords] = useState('');
  const { segments } = segmentsOf(words);
  const send = useMutation({
    mutationFn: () =>
      dataOf(
        api.POST('/api/queue/sms-followup', {
          params: { header: { 'idempotency-key': key.current } },
          body: { lead_id: lead.id, body: words.trim() },
        }),
      ),
    onSuccess: ({ conversation_id: conversationId }) => {
      onClose();
      void navigate({ to: '/inbox/$conversationId', params: { conversationId } });
    },
  });
  const isEmpty = words.trim() === '';
  const press = () => {
    if (!isEmpty && !send.isPending) send.mutate();
  };
  return (
    <Dialog title={`Text ${nameOf(lead)}`} onClose={onClose}>
      <p className="dense soft">
        By sending you say that they agreed to it. Outside their hours it waits until they begin.
      </p>
      <textarea
        className="input"
        aria-label="The text"
        rows={4}
        maxLength={1600}
        value={words}
        onChange={({ target }) => {
          setWords(target.value);
          // Other words are another text.
          if (send.isError) key.current = newId();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) press();
        }}
      />
      {send.error && (
        <p className="fault" role="alert">
          Not sent: {send.error.message}
        </p>
      )}
      <div className="row">
        <span className="meta">
          {isEmpty ? '' : segments === 1 ? '1 text' : `${segments} texts`}
        </span>
        <button className="btn push" type="button" onClick={onClose}>
          Cancel
        </button>
        <BusyButton
          className="btn go"
          busy={send.isPending ? 'Sending…' : null}
          offBecause={isEmpty ? 'Nothing is written yet' : null}
          onClick={press}
        >
          Send
        </BusyButton>
      </div>
    </Dialog>
  );
}
