import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ClipboardEvent, type DragEvent, useState, useSyncExternalStore } from 'react';
import { api, dataOf } from '../../../api/client.ts';
import { useDesk } from '../desk.ts';
import { whyNotYet } from './attachments.ts';

const ruleOf = (conversationId: string) =>
  queryOptions({
    queryKey: ['pictures', conversationId],
    queryFn: () =>
      dataOf(
        api.GET('/api/conversations/{id}/pictures', { params: { path: { id: conversationId } } }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The pictures of the text that is being written: what may be sent, and by which ways they come. */
export function usePictures(conversationId: string, isWriting: boolean) {
  const { attachments } = useDesk();
  const list = useSyncExternalStore(attachments.subscribe, () => attachments.get(conversationId));
  const [fault, setFault] = useState<string | null>(null);
  const [isOver, setOver] = useState(false);
  const client = useQueryClient();
  const { data: rule = null } = useQuery({ ...ruleOf(conversationId), enabled: isWriting });

  async function add(files: Iterable<File> | null | undefined): Promise<void> {
    const chosen = [...(files ?? [])];
    if (chosen.length === 0 || !isWriting) return;
    try {
      const limits = await client.ensureQueryData(ruleOf(conversationId));
      setFault(limits.why_not ?? attachments.add(conversationId, chosen, limits));
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
  }

  const filesIn = (data: DataTransfer | null) => [...(data?.files ?? [])];
  return {
    list,
    rule,
    fault,
    isOver,
    add,
    whyNotYet: list.length > 0 ? whyNotYet(list, rule) : null,
    remove(key: string): void {
      setFault(null);
      attachments.remove(conversationId, key);
    },
    again: (key: string) => void attachments.again(conversationId, key),
    take(): string[] {
      setFault(null);
      return attachments.take(conversationId);
    },
    /** For the box in which one writes. */
    handlers: {
      onPaste(event: ClipboardEvent): void {
        const files = filesIn(event.clipboardData);
        if (files.length === 0) return;
        event.preventDefault();
        void add(files);
      },
      onDragOver(event: DragEvent): void {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave(event: DragEvent): void {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      },
      onDrop(event: DragEvent): void {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(false);
        void add(filesIn(event.dataTransfer));
      },
    },
  };
}

export type Pictures = ReturnType<typeof usePictures>;
