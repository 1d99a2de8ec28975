import { connectDb } from '@ringback/shared/db/client.ts';
import { createLeads } from '@ringback/shared/db/leads/leads.ts';
import { createAnnouncer } from '@ringback/shared/queue/announcer.ts';
import { connectPatiently } from '@ringback/shared/queue/connect.ts';
import { z } from 'zod';

/** A process that writes rows at a steady pace, as a worker would, and says so when it is done. */
const job = z
  .object({
    databaseUrl: z.string(),
    secretKey: z.string(),
    redisUrl: z.string(),
    prefix: z.string(),
    rows: z.number(),
    everyMs: z.number(),
    firstPhone: z.number(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));

const redis = connectPatiently(job.redisUrl);
const { afterWrites } = createAnnouncer(redis, job.prefix);
const db = connectDb({
  url: job.databaseUrl,
  secretKey: job.secretKey,
  fetch: afterWrites(fetch),
  timeoutMs: 30_000,
});
const leads = createLeads(db);

const started = performance.now();
const writes: Promise<unknown>[] = [];
for (let row = 0; row < job.rows; row++) {
  const phone = `+1${job.firstPhone + row}`;
  writes.push(leads.create({ phone, name: `Lead ${row}` }, new Date()));
  const dueMs = started + (row + 1) * job.everyMs - performance.now();
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueMs)));
}
await Promise.all(writes);
redis.disconnect();
