import { writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

/**
 * A process of its own with many open streams. It looks for the texts of a trial in what comes, and
 * writes down when each viewer had each of them: one number per viewer and text, in milliseconds
 * since 1970, zero where it never came.
 */
const job = z
  .object({
    url: z.string(),
    keys: z.array(z.string()),
    perKey: z.number(),
    texts: z.number(),
    /** Stands before the number of a text in its words. */
    mark: z.string(),
    file: z.string(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));

const viewers = job.keys.flatMap((key) => new Array<string>(job.perKey).fill(key));
const arrivals = new Float64Array(viewers.length * job.texts);
const CREATED = Buffer.from('"message.created"');
const MARK = Buffer.from(job.mark);
const END = Buffer.from('\n\n');
const NOTHING = Buffer.alloc(0);
const figures = { bytes: 0, frames: 0, doubled: 0, ended: 0 };

function take(viewer: number, frame: Buffer): void {
  figures.frames += 1;
  if (!frame.includes(CREATED)) return;
  const at = frame.indexOf(MARK);
  if (at < 0) return;
  const number = Number.parseInt(
    frame.toString('latin1', at + MARK.length, at + MARK.length + 9),
    10,
  );
  const place = viewer * job.texts + number;
  if (arrivals[place]) figures.doubled += 1;
  else arrivals[place] = performance.timeOrigin + performance.now();
}

function open(viewer: number, key: string): Promise<void> {
  const ask = request(`${job.url}/api/live`, {
    headers: { authorization: `Bearer ${key}` },
    agent: false,
  });
  return new Promise((resolve, reject) => {
    ask.once('error', reject);
    ask.once('response', (answer: IncomingMessage) => {
      if (answer.statusCode !== 200) {
        reject(new Error(`A viewer was answered ${answer.statusCode}.`));
        return;
      }
      let rest: Buffer = NOTHING;
      answer.on('data', (bytes: Buffer) => {
        figures.bytes += bytes.length;
        const all = rest.length > 0 ? Buffer.concat([rest, bytes]) : bytes;
        let from = 0;
        for (let end = all.indexOf(END); end >= 0; end = all.indexOf(END, from)) {
          take(viewer, all.subarray(from, end));
          from = end + END.length;
        }
        rest = from < all.length ? Buffer.from(all.subarray(from)) : NOTHING;
        resolve();
      });
      answer.on('error', () => undefined);
      answer.once('close', () => {
        figures.ended += 1;
      });
    });
    ask.end();
  });
}

for (const [viewer, key] of viewers.entries()) await open(viewer, key);
process.send?.('open');
/** The page may show its last text before a viewer has the texts that came after that. */
const LAST_MS = 10_000;
process.once('message', async () => {
  const until = performance.now() + LAST_MS;
  while (arrivals.includes(0) && performance.now() < until) await pause(50);
  writeFileSync(job.file, new Uint8Array(arrivals.buffer));
  process.send?.(figures, () => process.exit(0));
});
