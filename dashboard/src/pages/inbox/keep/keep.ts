/** Where a page keeps what has been written and not sent: it survives a reload. */
export type Keep<T> = {
  all(): Promise<[string, T][]>;
  put(key: string, value: T): Promise<void>;
  remove(key: string): Promise<void>;
};

const NAME = 'ringback';
const STORES = ['drafts', 'outbox'] as const;

/** A place in IndexedDB; in the memory of the page where a browser has none, or refuses it. */
export function openKeep<T>(store: (typeof STORES)[number]): Keep<T> {
  const memory = memoryKeep<T>();
  let opened: Promise<IDBDatabase | null> | null = null;
  const database = () => {
    opened ??= openDatabase().catch(() => null);
    return opened;
  };
  const on = async (mode: IDBTransactionMode) =>
    (await database())?.transaction(store, mode).objectStore(store) ?? null;

  return {
    async all() {
      const rows = await on('readonly');
      if (!rows) return memory.all();
      const [keys, values] = await Promise.all([
        settled(rows.getAllKeys()),
        settled(rows.getAll() as IDBRequest<T[]>),
      ]);
      return keys.map((key, index) => [String(key), values[index] as T]);
    },
    async put(key, value) {
      const rows = await on('readwrite');
      if (rows) await settled(rows.put(value, key));
      else await memory.put(key, value);
    },
    async remove(key) {
      const rows = await on('readwrite');
      if (rows) await settled(rows.delete(key));
      else await memory.remove(key);
    },
  };
}

export function memoryKeep<T>(): Keep<T> {
  const rows = new Map<string, T>();
  return {
    all: async () => [...rows],
    put: async (key, value) => void rows.set(key, value),
    remove: async (key) => void rows.delete(key),
  };
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, 1);
  request.addEventListener('upgradeneeded', () => {
    for (const store of STORES) request.result.createObjectStore(store);
  });
  return settled(request);
}

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
