import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api, dataOf } from '../../../api/client.ts';
import { BusyButton } from '../../../ui/busy-button.tsx';
import { useKeys } from '../../../ui/keys/use-keys.ts';
import { newId } from '../../../ui/new-id.ts';

/** A note to the team; it stands in the story at once. One that was not answered keeps its id. */
export function NoteSection({ leadId }: { leadId: number }) {
  const client = useQueryClient();
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useRef(newId());
  const [body, setBody] = useState('');
  const add = useMutation({
    mutationFn: () =>
      dataOf(
        api.POST('/api/notes', { body: { id: id.current, lead_id: leadId, body: body.trim() } }),
      ),
    onSuccess: () => {
      id.current = newId();
      setBody('');
      void client.invalidateQueries({ queryKey: ['timeline', leadId] });
    },
  });
  const save = () => {
    if (body.trim() !== '' && !add.isPending) add.mutate();
  };
  useKeys([
    { keys: 'n', name: 'Note to the team', group: 'leads', run: () => field.current?.focus() },
  ]);
  return (
    <section className="sec">
      <h2>Note to the team</h2>
      <textarea
        ref={field}
        className="input"
        aria-label="Note to the team"
        rows={2}
        maxLength={4000}
        value={body}
        onChange={({ target }) => setBody(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) save();
        }}
      />
      {add.error && (
        <p className="fault" role="alert">
          {add.error.message}
        </p>
      )}
      <BusyButton
        className="btn s row-end"
        busy={add.isPending ? 'Saving…' : null}
        offBecause={body.trim() === '' ? 'Nothing is written yet' : null}
        onClick={save}
      >
        Add note
      </BusyButton>
    </section>
  );
}
