import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, dataOf } from '../../../api/client.ts';
import type { components } from '../../../api/schema.d.ts';
import { useDesk } from '../desk.ts';

type CannedReply = components['schemas']['CannedReply'];
type Props = { conversationId: string; leadId: number | null; onClose: () => void };

/** Words that are kept for everybody; chosen, they stand below what was typed. */
export function CannedReplies({ conversationId, leadId, onClose }: Props) {
  const { acts, drafts } = useDesk();
  const [filter, setFilter] = useState('');
  const [at, setAt] = useState(0);
  const [fault, setFault] = useState<string | null>(null);
  const { data: replies = [], isPending } = useQuery({
    queryKey: ['canned-replies'],
    queryFn: () => dataOf(api.GET('/api/replies')),
  });
  const found = replies.filter(({ name, body }) =>
    `${name} ${body}`.toLowerCase().includes(filter.toLowerCase()),
  );
  const index = Math.min(at, Math.max(0, found.length - 1));

  async function choose(reply: CannedReply | undefined): Promise<void> {
    if (!reply) return;
    try {
      const { body, missing } =
        leadId === null ? { ...reply, missing: [] } : await acts.renderReply(reply.id, leadId);
      if (missing.length > 0) {
        setFault(`Not known of this lead: ${missing.join(', ')}.`);
        return;
      }
      drafts.putBelow(conversationId, body);
      onClose();
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
  }

  return (
    <div className="pop canned">
      <input
        className="input"
        role="combobox"
        aria-expanded="true"
        aria-controls="canned-list"
        aria-activedescendant={found[index] ? `canned-${found[index].id}` : undefined}
        aria-label="Canned reply"
        placeholder="Which reply?"
        // biome-ignore lint/a11y/noAutofocus: it was asked for by a key
        autoFocus
        value={filter}
        onChange={({ target }) => {
          setFilter(target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
          if (step) setAt(Math.max(0, Math.min(found.length - 1, index + step)));
          if (event.key === 'Enter') void choose(found[index]);
          if (event.key === 'Escape') onClose();
          if (step || event.key === 'Enter') event.preventDefault();
        }}
      />
      <div id="canned-list" role="listbox" tabIndex={-1} aria-label="Canned replies">
        {found.map((reply, place) => (
          <div
            key={reply.id}
            id={`canned-${reply.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={place === index}
            onPointerDown={(event) => {
              event.preventDefault();
              void choose(reply);
            }}
          >
            <b>{reply.name}</b> <span className="soft clip">{reply.body}</span>
          </div>
        ))}
      </div>
      {!isPending && found.length === 0 && <p className="meta">No reply is called that.</p>}
      {fault && <p className="fault">{fault}</p>}
    </div>
  );
}
