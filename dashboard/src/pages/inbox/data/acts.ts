import { api, dataOf } from '../../../api/client.ts';
import { orderCall } from '../../../lead/order-call.ts';
import type { RowStore } from '../../../live/row-store.ts';
import { textRows } from './rows.ts';

/** What a person does to a conversation. Each answer is merged into the rows of the page. */
export function createActs(store: RowStore) {
  type Path = `/api/conversations/{id}/${'takeover' | 'handback' | 'reopen' | 'hold-reply'}`;
  async function move(path: Path, id: string) {
    const asOf = store.position();
    const row = await dataOf(api.POST(path, { params: { path: { id } } }));
    store.merge('conversation', [row], asOf);
    return row;
  }

  return {
    takeOver: (id: string) => move('/api/conversations/{id}/takeover', id),
    handBack: (id: string) => move('/api/conversations/{id}/handback', id),

    async close(id: string, note: string | null): Promise<void> {
      const asOf = store.position();
      const row = await dataOf(
        api.POST('/api/conversations/{id}/close', {
          params: { path: { id } },
          body: note ? { note } : {},
        }),
      );
      store.merge('conversation', [row], asOf);
    },

    async assign(id: string, userId: string | null): Promise<void> {
      const asOf = store.position();
      const row = await dataOf(
        api.POST('/api/conversations/{id}/assign', {
          params: { path: { id } },
          body: { user_id: userId },
        }),
      );
      store.merge('conversation', [row], asOf);
    },

    reopen: (id: string) => move('/api/conversations/{id}/reopen', id),
    /** What the AI is about to say is kept as a draft, and a person decides. */
    holdReply: (id: string) => move('/api/conversations/{id}/hold-reply', id),

    async read(id: string, seq: number): Promise<void> {
      await dataOf(
        api.POST('/api/conversations/{id}/read', { params: { path: { id } }, body: { seq } }),
      );
    },

    /** Returns up to where it is read now. */
    async unread(id: string): Promise<number> {
      const read = await dataOf(
        api.POST('/api/conversations/{id}/unread', { params: { path: { id } } }),
      );
      return read.last_read_seq;
    },

    /** A text that failed becomes a new one, judged like any other. */
    async tryAgain(id: string, messageId: string): Promise<void> {
      const asOf = store.position();
      const { message } = await dataOf(
        api.POST('/api/conversations/{id}/messages/{message_id}/retry', {
          params: { path: { id, message_id: messageId } },
        }),
      );
      store.merge('message', textRows([message]), asOf);
    },

    /** Whether a text of the lead refuses contact. */
    async judge(id: string, messageId: string, refuses: boolean): Promise<void> {
      const asOf = store.position();
      const message = await dataOf(
        api.POST('/api/conversations/{id}/messages/{message_id}/verdict', {
          params: { path: { id, message_id: messageId } },
          body: { refuses },
        }),
      );
      store.merge('message', textRows([message]), asOf);
    },

    async setEnrollment(id: number, status: 'active' | 'paused' | 'stopped'): Promise<void> {
      const asOf = store.position();
      const row = await dataOf(
        api.PATCH('/api/enrollments/{id}', { params: { path: { id } }, body: { status } }),
      );
      store.merge('enrollment', [row], asOf);
    },

    async skipStep(id: number): Promise<void> {
      await dataOf(api.POST('/api/enrollments/{id}/skip', { params: { path: { id } } }));
    },

    /** Judged again; what may not leave now is refused in words. */
    async sendStepNow(id: number): Promise<void> {
      await dataOf(api.POST('/api/enrollments/{id}/send-now', { params: { path: { id } } }));
    },

    call: orderCall,

    /** The same id again is the same note. */
    async addNote(note: { id: string; conversation_id: string; body: string }): Promise<void> {
      const asOf = store.position();
      const row = await dataOf(api.POST('/api/notes', { body: note }));
      store.merge('note', [row], asOf);
    },

    async deleteNote(id: string): Promise<void> {
      const asOf = store.position();
      const row = await dataOf(api.DELETE('/api/notes/{id}', { params: { path: { id } } }));
      store.merge('note', [row], asOf);
    },

    /** The words as this lead would get them. */
    async renderReply(id: string, leadId: number): Promise<{ body: string; missing: string[] }> {
      return await dataOf(
        api.POST('/api/replies/{id}/render', {
          params: { path: { id } },
          body: { lead_id: leadId },
        }),
      );
    },

    async beHere(conversationId: string, state: 'here' | 'typing' | 'gone'): Promise<void> {
      await dataOf(api.POST('/api/presence', { body: { conversation_id: conversationId, state } }));
    },
  };
}

export type Acts = ReturnType<typeof createActs>;
