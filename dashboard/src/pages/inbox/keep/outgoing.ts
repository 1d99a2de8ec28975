import { ApiError } from '../../../api/api-error.ts';

/** A text that was written here and is not known to have arrived at the server. */
export type Outgoing = {
  /** The client_message_id: the same text is sent once, however often it is tried. */
  id: string;
  conversation_id: string;
  body: string;
  /** Uploads that go with it. */
  media: string[];
  written_at: string;
  /** The last seq that whoever wrote it had seen. */
  after_seq: number;
  state: 'sending' | 'kept' | 'refused';
  why: string | null;
};

/** Whether it is kept and tried again, or is given back with the server's reason. */
export function afterFailure(error: unknown): { state: 'kept' | 'refused'; why: string | null } {
  const isRefusal =
    error instanceof ApiError &&
    error.status >= 400 &&
    error.status < 500 &&
    ![401, 408, 429].includes(error.status);
  return isRefusal ? { state: 'refused', why: error.message } : { state: 'kept', why: null };
}

type Text = {
  seq: number | null;
  client_message_id: string | null;
  author: string;
  sent_by: string | null;
};

export type OnReturn = { do: 'nothing' } | { do: 'send' } | { do: 'put_back'; because: Writer };
/** Null: a colleague whose name is not known. */
export type Writer = { who: 'lead' } | { who: 'colleague'; id: string | null };

/** What becomes of a kept text when the server is back, by what was said meanwhile. */
export function onReturn(
  { id, after_seq }: Pick<Outgoing, 'id' | 'after_seq'>,
  texts: readonly Text[],
  { me, mine }: { me: string; mine: ReadonlySet<string> },
): OnReturn {
  if (texts.some((text) => text.client_message_id === id)) return { do: 'nothing' };
  const since = texts
    .filter(({ seq }) => seq !== null && seq > after_seq)
    .sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
  for (const { author, sent_by, client_message_id } of since) {
    if (author === 'lead') return { do: 'put_back', because: { who: 'lead' } };
    const isMine = sent_by === me || (client_message_id !== null && mine.has(client_message_id));
    if (author === 'human' && !isMine) {
      return { do: 'put_back', because: { who: 'colleague', id: sent_by } };
    }
  }
  return { do: 'send' };
}

/** Never over one's own words: below them. */
export function putBelow(draft: string, words: string): string {
  const above = draft.trimEnd();
  return above === '' ? words : `${above}\n${words}`;
}
