/** A picture beside the words that are being written. */
export type Attachment = {
  key: string;
  /** Of the picture as it is here; null where only its id is known. */
  preview: string | null;
  state: 'uploading' | 'ready' | 'failed';
  /** From 0 to 1. */
  progress: number;
  /** The upload that the server has. */
  id: string | null;
  bytes: number;
  why: string | null;
  /** Trying it again may help: the file itself can be sent. */
  isWorthTrying: boolean;
};

export type Limits = { most: number; most_bytes: number };
type Upload = (
  conversationId: string,
  file: Blob,
  on: { progress: (done: number) => void; signal: AbortSignal },
) => Promise<{ id: string; bytes: number }>;

type Deps = {
  /** The picture as it can be sent: smaller, or of another type. Throws with words for people. */
  prepare: (file: Blob, mostBytes: number) => Promise<Blob>;
  upload: Upload;
  urls: Pick<typeof URL, 'createObjectURL' | 'revokeObjectURL'>;
  newKey: () => string;
};

const NONE: readonly Attachment[] = [];

/** The pictures that wait for their text, for each conversation, while the page is open. */
export function createAttachments({ prepare, upload, urls, newKey }: Deps) {
  const lists = new Map<string, readonly Attachment[]>();
  const running = new Map<string, { file: Blob; limits: Limits; stop: AbortController }>();
  /** What stays visible of an upload once its text is on its way. */
  const previews = new Map<string, string>();
  const listeners = new Set<() => void>();
  const get = (conversationId: string) => lists.get(conversationId) ?? NONE;

  function set(conversationId: string, list: readonly Attachment[]): void {
    lists.set(conversationId, list);
    for (const listener of listeners) listener();
  }
  function change(conversationId: string, key: string, to: Partial<Attachment>): void {
    set(
      conversationId,
      get(conversationId).map((one) => (one.key === key ? { ...one, ...to } : one)),
    );
  }

  async function start(conversationId: string, key: string): Promise<void> {
    const order = running.get(key);
    if (!order) return;
    const { file, limits, stop } = order;
    change(conversationId, key, { state: 'uploading', progress: 0, why: null });
    let isWorthTrying = false;
    try {
      const ready = await prepare(file, limits.most_bytes);
      isWorthTrying = true;
      const sent = await upload(conversationId, ready, {
        progress: (progress) => change(conversationId, key, { progress }),
        signal: stop.signal,
      });
      const preview = get(conversationId).find((one) => one.key === key)?.preview;
      if (preview) previews.set(sent.id, preview);
      change(conversationId, key, { state: 'ready', progress: 1, ...sent });
    } catch (thrown) {
      const why = thrown instanceof Error ? thrown.message : String(thrown);
      change(conversationId, key, { state: 'failed', why, isWorthTrying });
    }
  }

  return {
    get,
    previewOf: (id: string): string | null => previews.get(id) ?? null,

    /** Begins to upload them. Words for people where they are too many; then none is taken. */
    add(conversationId: string, files: readonly Blob[], limits: Limits): string | null {
      const list = get(conversationId);
      if (list.length + files.length > limits.most) {
        return `One text can have at most ${limits.most} pictures.`;
      }
      const added = files.map((file) => ({
        key: newKey(),
        preview: urls.createObjectURL(file),
        state: 'uploading' as const,
        progress: 0,
        id: null,
        bytes: file.size,
        why: null,
        isWorthTrying: false,
      }));
      set(conversationId, [...list, ...added]);
      added.forEach(({ key }, at) => {
        running.set(key, { file: files[at] as Blob, limits, stop: new AbortController() });
        void start(conversationId, key);
      });
      return null;
    },

    again: (conversationId: string, key: string): Promise<void> => start(conversationId, key),

    remove(conversationId: string, key: string): void {
      const gone = get(conversationId).find((one) => one.key === key);
      running.get(key)?.stop.abort();
      running.delete(key);
      if (gone?.preview && !gone.id) urls.revokeObjectURL(gone.preview);
      set(
        conversationId,
        get(conversationId).filter((one) => one.key !== key),
      );
    },

    /** They go with a text that is on its way now. */
    take(conversationId: string): string[] {
      const ready = get(conversationId).flatMap(({ id }) => (id ? [id] : []));
      for (const { key } of get(conversationId)) running.delete(key);
      set(conversationId, NONE);
      return ready;
    },

    /** A text did not leave: its pictures are back beside its words. */
    putBack(conversationId: string, ids: readonly string[]): void {
      const back = ids.map((id) => ({
        key: newKey(),
        preview: previews.get(id) ?? null,
        state: 'ready' as const,
        progress: 1,
        id,
        bytes: 0,
        why: null,
        isWorthTrying: false,
      }));
      if (back.length > 0) set(conversationId, [...get(conversationId), ...back]);
    },

    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export type Attachments = ReturnType<typeof createAttachments>;

/** Why a text with these cannot be sent yet; null: it can. */
export function whyNotYet(list: readonly Attachment[], limits: Limits | null): string | null {
  if (list.some(({ state }) => state === 'failed')) {
    return 'One of the pictures cannot be sent: remove it, or try it again';
  }
  if (list.some(({ state }) => state === 'uploading')) return 'A picture is still being uploaded';
  const bytes = list.reduce((sum, one) => sum + one.bytes, 0);
  if (limits && bytes > limits.most_bytes) {
    return `The pictures are too large together: ${megabytes(bytes)} of ${megabytes(limits.most_bytes)}`;
  }
  return null;
}

export const megabytes = (bytes: number): string =>
  bytes < 100_000
    ? `${Math.max(1, Math.round(bytes / 1_000))} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
