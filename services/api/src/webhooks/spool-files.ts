import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';

export type SpoolFiles = ReturnType<typeof createSpoolFiles>;

/**
 * One small file for each item, named so that sorting gives the order of arrival. Any number of
 * processes may share the folder; only its owner may read it, since forms hold phone numbers.
 */
export function createSpoolFiles(dir: string) {
  let serial = 0;

  async function ending(end: string): Promise<string[]> {
    const all = await readdir(dir).catch(() => []);
    return all.filter((name) => name.endsWith(end)).sort();
  }

  return {
    /** `stamp`: the time of its arrival, written so that it sorts as text. */
    async add(item: string, stamp: string): Promise<void> {
      await mkdir(dir, { recursive: true, mode: 0o700 });
      serial += 1;
      const at = stamp.replace(/[:Z]/g, '');
      const order = `${at}-${String(serial).padStart(9, '0')}`;
      const name = `${order}-${randomUUID()}.json`;
      const draft = join(dir, `${name}.draft`);
      const file = await open(draft, 'wx', 0o600);
      try {
        await file.writeFile(item);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, join(dir, name));
    },

    names: (): Promise<string[]> => ending('.json'),

    setAsideNames: (): Promise<string[]> => ending('.dead'),

    /** Null if another process was faster. */
    read: (name: string): Promise<string | null> =>
      readFile(join(dir, name), 'utf8').catch(() => null),

    /** Counts a failed attempt in the name of the file; returns how many there were. */
    async countTry(name: string): Promise<number> {
      const tries = Number(/\.tried-(\d+)\.json$/.exec(name)?.[1] ?? 0) + 1;
      const renamed = name.replace(/(?:\.tried-\d+)?\.json$/, `.tried-${tries}.json`);
      await rename(join(dir, name), join(dir, renamed)).catch(() => undefined);
      return tries;
    },

    remove: (name: string): Promise<void> => unlink(join(dir, name)).catch(() => undefined),

    /** Moves the file to the dead items, for a person to review. */
    async setAside(name: string): Promise<void> {
      const counted = name.replace(/(?:\.tried-\d+)?\.json$/, '');
      const found = (await ending('.json')).find((one) => one.startsWith(counted)) ?? name;
      await rename(join(dir, found), join(dir, `${name}.dead`)).catch(() => undefined);
    },
  };
}
