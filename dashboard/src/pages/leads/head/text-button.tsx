import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { api, dataOf } from '../../../api/client.ts';
import type { Consents } from '../../../lead/consents.ts';
import { noContactWords } from '../../../lead/no-contact.ts';
import type { LeadRow } from '../../../lead/use-lead.ts';
import { BusyButton } from '../../../ui/busy-button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { useKeys } from '../../../ui/keys/use-keys.ts';

const FirstTextDialog = lazy(() =>
  import('./first-text-dialog.tsx').then((file) => ({ default: file.FirstTextDialog })),
);

type Props = { lead: LeadRow; consents: Consents | null };

/** Opens the conversation with the lead; where there is none yet, asks for the first text. */
export function TextButton({ lead, consents }: Props) {
  const navigate = useNavigate();
  const [isWriting, setWriting] = useState(false);
  const { data: latest } = useQuery({
    queryKey: ['latest-conversation', lead.id],
    queryFn: async () => {
      const query = { lead_id: lead.id, limit: 1 };
      const [row] = await dataOf(api.GET('/api/conversations', { params: { query } }));
      return row?.id ?? null;
    },
  });
  const off = latest ? null : noContactWords('text', consents);
  const open = () => {
    if (latest) void navigate({ to: '/inbox/$conversationId', params: { conversationId: latest } });
    else if (latest === null && off === null) setWriting(true);
  };
  useKeys([{ keys: 'r', name: 'Write to the lead', group: 'leads', run: open }]);
  return (
    <>
      <BusyButton className="btn" aria-keyshortcuts="R" offBecause={off} onClick={open}>
        <Icon name="chat" />
        Text
      </BusyButton>
      {isWriting && (
        <Suspense fallback={null}>
          <FirstTextDialog lead={lead} onClose={() => setWriting(false)} />
        </Suspense>
      )}
    </>
  );
}
