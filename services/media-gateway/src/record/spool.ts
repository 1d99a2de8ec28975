import { appendFile, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What could not be written to the database before the process shut down. */
const Entry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('turns'),
    callSid: z.string(),
    turns: z.array(
      z.object({
        seq: z.number().int(),
        role: z.enum(['user', 'assistant', 'system']),
        content: z.string(),
        heard: z.boolean(),
        generated: z.string().optional(),
        at: z.string(),
      }),
    ),
  }),
  z.object({
    kind: z.literal('opt-out'),
    phone: z.string(),
    source: z.enum(['spoken', 'keypad']),
    words: z.string(),
    callId: z.string(),
    /** Entries of older versions closed all channels. */
    scope: z.enum(['all', 'voice', 'sms']).default('all'),
  }),
  z.object({ kind: z.literal('closed'), callSid: z.string() }),
]);
export type SpoolEntry = z.infer<typeof Entry>;

export type Spool = ReturnType<typeof createSpool>;

const MOST_BYTES = 64 * 1024 * 1024;

/** JSON lines in a folder, one file a process, so that two gateways never write into each other's. */
export function createSpool(folder: string, name: string) {
  const file = join(folder, `media-${name}.jsonl`);
  let bytes = 0;
  let appending = Promise.resolve();

  return {
    /** False when the spool is full: the entry was not kept. */
    async add(entry: SpoolEntry): Promise<boolean> {
      const line = `${JSON.stringify(entry)}\n`;
      bytes += Buffer.byteLength(line);
      if (bytes > MOST_BYTES) return false;
      const write = async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        // Phone numbers and people's words: no other user of the machine may read them.
        await appendFile(file, line, { mode: 0o600 });
      };
      appending = appending.then(write, write);
      await appending;
      return true;
    },

    /** Everything this process kept has been written since. */
    async clear(): Promise<void> {
      bytes = 0;
      await rm(file, { force: true });
    },

    /**
     * What earlier processes left. Each file is renamed first, so that no process appends to it any more;
     * it stays on disk until `forget` is called, because a second crash may come before that.
     */
    async takeOver(): Promise<{ entries: SpoolEntry[]; forget: () => Promise<void> }> {
      const names = await readdir(folder).catch(() => []);
      const files: string[] = [];
      const entries: SpoolEntry[] = [];
      for (const left of names.filter((each) => /^media-.*\.jsonl$/.test(each)).sort()) {
        const mine = join(folder, `media-taken-${name}-${files.length}.jsonl`);
        // Another gateway may have been faster.
        const got = await rename(join(folder, left), mine).then(
          () => true,
          () => false,
        );
        if (!got) continue;
        files.push(mine);
        entries.push(...(await readFile(mine, 'utf8')).split('\n').flatMap(readEntry));
      }
      return {
        entries,
        forget: async () => {
          for (const taken of files) await rm(taken, { force: true });
        },
      };
    },
  };
}

// The last line of a process that was killed may be half a line.
function readEntry(line: string): SpoolEntry[] {
  try {
    const entry = Entry.safeParse(JSON.parse(line)).data;
    return entry ? [entry] : [];
  } catch {
    return [];
  }
}
