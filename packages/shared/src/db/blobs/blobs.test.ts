import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createFolderBlobs } from './folder-blobs.ts';
import type { Blobs } from './port.ts';
import { createStorageBlobs } from './storage-blobs.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function inFolder(): Promise<Blobs> {
  const folder = await mkdtemp(join(tmpdir(), 'pictures-'));
  stops.push(() => rm(folder, { recursive: true }));
  return createFolderBlobs(join(folder, 'made', 'when needed'));
}

/** What the storage of a Supabase project answers, as far as we ask it. */
async function startStorage() {
  const buckets = new Map<string, { isPublic: boolean; files: Map<string, Buffer> }>();
  const asked: (string | undefined)[] = [];
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const body = Buffer.concat(chunks);
      asked.push(req.headers.authorization);
      const path = (req.url ?? '').replace(/\?.*/, '');
      const say = (status: number, answer: object) =>
        res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      const missing = (what: string) =>
        say(400, { statusCode: '404', error: what, message: `${what} not found` });
      if (path === '/storage/v1/bucket') {
        const { id, public: isPublic } = JSON.parse(String(body)) as {
          id: string;
          public: boolean;
        };
        if (buckets.has(id)) return say(409, { statusCode: '409', message: 'It exists' });
        buckets.set(id, { isPublic, files: new Map() });
        return say(200, { name: id });
      }
      const [, bucketName = '', key] =
        /^\/storage\/v1\/object\/([^/]+)(?:\/(.+))?$/.exec(path) ?? [];
      const bucket = buckets.get(bucketName);
      if (!bucket) return missing('Bucket');
      if (req.method === 'DELETE') {
        const { prefixes } = JSON.parse(String(body)) as { prefixes: string[] };
        return say(
          200,
          prefixes.filter((one) => bucket.files.delete(one)),
        );
      }
      if (req.method === 'POST') {
        bucket.files.set(key ?? '', body);
        return say(200, { Id: '1', Key: path });
      }
      const file = bucket.files.get(key ?? '');
      return file ? res.writeHead(200).end(file) : missing('Object');
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  stops.push(stop);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { buckets, asked, stop, url };
}

const inStorage = async () =>
  createStorageBlobs({ url: (await startStorage()).url, secretKey: 'secret' });

const BYTES = Uint8Array.from({ length: 300 }, (_, at) => at % 256);
const KEY = '5d1f0a52-4a0b-4c1e-9c55-3a1f5b1d2e77';
const textOf = (bytes: Uint8Array | null) => bytes && Buffer.from(bytes).toString('hex');

describe.each([
  ['a folder', inFolder],
  ['the storage of Supabase', inStorage],
])('files in %s', (_where, open) => {
  it('come back as they were, and are replaced by the same key', async () => {
    const blobs = await open();
    await blobs.put(KEY, BYTES, 'image/png');
    expect(textOf(await blobs.get(KEY))).toBe(textOf(BYTES));
    await blobs.put(KEY, BYTES.subarray(0, 3), 'image/png');
    expect(textOf(await blobs.get(KEY))).toBe('000102');
  });

  it('are null where there are none, also before anything was kept', async () => {
    const blobs = await open();
    expect(await blobs.get(KEY)).toBeNull();
    await blobs.remove(KEY);
    await blobs.put(KEY, BYTES, 'image/png');
    expect(await blobs.get(KEY.replace('5', '6'))).toBeNull();
  });

  it('are gone once they are removed, and removing them again is no fault', async () => {
    const blobs = await open();
    await blobs.put(KEY, BYTES, 'image/png');
    await blobs.remove(KEY);
    expect(await blobs.get(KEY)).toBeNull();
    await blobs.remove(KEY);
  });
});

describe('a folder', () => {
  it('has whole files only, and none outside of it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pictures-'));
    stops.push(() => rm(folder, { recursive: true }));
    const blobs = createFolderBlobs(folder);
    await Promise.all([blobs.put(KEY, BYTES, 'image/png'), blobs.put(KEY, BYTES, 'image/png')]);
    expect(await readdir(folder)).toEqual([KEY]);
    for (const key of ['../up', '/etc/passwd', 'a/b', '']) {
      await expect(blobs.get(key)).rejects.toMatchObject({ code: 'internal' });
      await expect(blobs.put(key, BYTES, 'image/png')).rejects.toMatchObject({ code: 'internal' });
    }
  });

  it('that cannot be used is a fault that passes', async () => {
    const blobs = createFolderBlobs('/dev/null/pictures');
    await expect(blobs.put(KEY, BYTES, 'image/png')).rejects.toMatchObject({
      code: 'provider_unavailable',
    });
  });
});

describe('the storage of Supabase', () => {
  it('is a private bucket, made once, and asked with the secret key', async () => {
    const storage = await startStorage();
    const blobs = createStorageBlobs({ url: storage.url, secretKey: 'secret' });
    await Promise.all([blobs.put(KEY, BYTES, 'image/png'), blobs.put('b', BYTES, 'image/png')]);
    expect([...storage.buckets]).toMatchObject([['pictures', { isPublic: false }]]);
    expect(storage.asked.every((value) => value === 'Bearer secret')).toBe(true);
  });

  it('that does not answer is a fault that passes', async () => {
    const storage = await startStorage();
    const blobs = createStorageBlobs({ url: storage.url, secretKey: 'secret', timeoutMs: 500 });
    await storage.stop();
    for (const act of [
      () => blobs.put(KEY, BYTES, 'image/png'),
      () => blobs.get(KEY),
      () => blobs.remove(KEY),
    ]) {
      await expect(act()).rejects.toMatchObject({ code: 'provider_unavailable' });
    }
  });
});
