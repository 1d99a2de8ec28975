import { createContext, useContext, useEffect, useMemo, useSyncExternalStore } from 'react';
import { api, dataOf } from '../../api/client.ts';
import type { RowStore } from '../../live/row-store.ts';
import { useLive } from '../../live/use-live.ts';
import { useMe } from '../../session/use-me.ts';
import { newId } from '../../ui/new-id.ts';
import { type Acts, createActs } from './data/acts.ts';
import { textRows } from './data/rows.ts';
import { createDrafts, type Drafts } from './keep/drafts.ts';
import { type Keep, openKeep } from './keep/keep.ts';
import { createOutbox, type Outbox } from './keep/outbox.ts';
import type { Outgoing, Writer } from './keep/outgoing.ts';
import { type Attachments, createAttachments } from './pictures/attachments.ts';
import { preparePicture } from './pictures/prepare-picture.ts';
import { uploadPicture } from './pictures/upload-picture.ts';

/** Where a thread was left: at its end, or at an item that stood so far below the upper edge. */
export type Place = { atEnd: true } | { atEnd: false; key: string; below: number };

/** What stays of the inbox while the page is open, whichever conversation is shown. */
export type Desk = {
  acts: Acts;
  drafts: Drafts;
  outbox: Outbox;
  attachments: Attachments;
  places: Map<string, Place>;
  /** Why words came back into the composer of a conversation. */
  backs: Backs;
};

type Backs = {
  get: (conversationId: string) => Writer | null;
  set: (conversationId: string, because: Writer | null) => void;
  subscribe: (listener: () => void) => () => void;
};

const RETRY_MS = 10_000;
let desk: { of: string; desk: Desk } | null = null;

/** One for each signed-in person: what is on its way goes on when another page is opened. */
function deskOf(me: string, store: RowStore): Desk {
  if (desk?.of === me) return desk.desk;
  const made = createDesk(me, store);
  desk = { of: me, desk: made };
  return made;
}

function createDesk(me: string, store: RowStore): Desk {
  const drafts = createDrafts({
    keep: ofUser(me, openKeep<string>('drafts')),
    setTimer(run, ms) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
  const attachments = createAttachments({
    prepare: preparePicture,
    upload: uploadPicture,
    urls: URL,
    newKey: newId,
  });
  const backs = createBacks();
  const outbox = createOutbox({
    keep: ofUser(me, openKeep<Outgoing>('outbox')),
    me,
    send: (outgoing) => sendText(store, outgoing),
    readTexts: (conversationId) => readTexts(store, conversationId),
    putBack({ conversation_id, body, media }, because) {
      if (body !== '') drafts.putBelow(conversation_id, body);
      attachments.putBack(conversation_id, media);
      backs.set(conversation_id, because);
    },
  });
  void drafts.load();
  void outbox.load().then(outbox.flush);
  addEventListener('pagehide', drafts.flush);
  addEventListener('online', () => void outbox.flush());
  setInterval(() => {
    if (outbox.all().some(({ state }) => state === 'kept')) void outbox.flush();
  }, RETRY_MS);
  return { acts: createActs(store), drafts, outbox, attachments, places: new Map(), backs };
}

async function sendText(store: RowStore, { id, conversation_id, body, media }: Outgoing) {
  const asOf = store.position();
  const sent = await dataOf(
    api.POST('/api/conversations/{id}/messages', {
      params: { path: { id: conversation_id } },
      body: { body, client_message_id: id, media },
    }),
  );
  store.merge('message', textRows([sent.message]), asOf);
  store.merge('conversation', [sent.conversation], asOf);
}

async function readTexts(store: RowStore, id: string) {
  const asOf = store.position();
  const page = await dataOf(
    api.GET('/api/conversations/{id}/messages', {
      params: { path: { id }, query: { limit: 50 } },
    }),
  );
  store.merge('message', textRows([...page.messages, ...page.planned]), asOf);
  store.merge('conversation', [page.conversation], asOf);
  return page.messages;
}

/** Two people at one browser do not see each other's drafts. */
function ofUser<T>(me: string, keep: Keep<T>): Keep<T> {
  const prefix = `${me} `;
  return {
    all: async () =>
      (await keep.all())
        .filter(([key]) => key.startsWith(prefix))
        .map(([key, value]) => [key.slice(prefix.length), value]),
    put: (key, value) => keep.put(prefix + key, value),
    remove: (key) => keep.remove(prefix + key),
  };
}

function createBacks(): Backs {
  const rows = new Map<string, Writer>();
  const listeners = new Set<() => void>();
  return {
    get: (id) => rows.get(id) ?? null,
    set(id, because) {
      if (because === null) rows.delete(id);
      else rows.set(id, because);
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const DeskContext = createContext<Desk | null>(null);

export function useNewDesk(): Desk {
  const live = useLive();
  const { user } = useMe();
  const made = useMemo(() => deskOf(user.id, live.store), [user.id, live.store]);
  useEffect(() => {
    let was = live.state().connection.is;
    return live.subscribe(() => {
      const { is } = live.state().connection;
      if (is === 'live' && was !== 'live') void made.outbox.flush();
      was = is;
    });
  }, [live, made]);
  return made;
}

export function useDesk(): Desk {
  const given = useContext(DeskContext);
  if (!given) throw new Error('This part of the inbox stands outside of DeskContext.');
  return given;
}

/** What is typed for a conversation, as it changes. */
export function useDraft(conversationId: string, mode: 'text' | 'note') {
  const { drafts } = useDesk();
  const words = useSyncExternalStore(drafts.subscribe, () => drafts.get(conversationId, mode));
  const isKept = useSyncExternalStore(drafts.subscribe, () => drafts.isKept(conversationId, mode));
  return { words, isKept, set: (next: string) => drafts.set(conversationId, mode, next) };
}
