import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from '@jest/globals';
import express, { type Response } from 'express';
import { sendCsv } from './send-csv.ts';

type Row = { words: string };
const PAGE: Row[] = Array.from({ length: 50 }, () => ({ words: 'x'.repeat(2_000) }));

let server: Server | undefined;
afterEach(() => {
  server?.close();
});

/** Serves one file, and says how writing it ended. */
async function serve(pages: (res: Response) => AsyncGenerator<Row[]>) {
  const ended = Promise.withResolvers<boolean>();
  const app = express();
  app.get('/', (_, res) => {
    sendCsv(res, { name: 'list', columns: { words: (row) => row.words } }, pages(res)).then(
      ended.resolve,
      (error) => {
        res.destroy();
        ended.reject(error);
      },
    );
  });
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, ended: ended.promise };
}

it('writes every page for a reader who takes them, with no listener left behind by any', async () => {
  let most = 0;
  const { url, ended } = await serve(async function* (res) {
    for (let page = 0; page < 60; page += 1) {
      yield PAGE;
      most = Math.max(most, res.listenerCount('close'), res.listenerCount('error'));
    }
  });
  const text = await (await fetch(url)).text();
  expect(text.trimEnd().split('\n')).toHaveLength(1 + 60 * PAGE.length);
  expect(await ended).toBe(true);
  // Node itself warns of more than ten.
  expect(most).toBeLessThanOrEqual(10);
});

it('stops reading pages when its reader goes away, and says that it was not whole', async () => {
  let isClosed = false;
  const { url, ended } = await serve(async function* () {
    try {
      for (;;) yield PAGE;
    } finally {
      isClosed = true;
    }
  });
  const leaves = new AbortController();
  const answer = await fetch(url, { signal: leaves.signal });
  await answer.body?.getReader().read();
  leaves.abort();
  expect(await ended).toBe(false);
  expect(isClosed).toBe(true);
});

it('does not look whole when a page cannot be read', async () => {
  const { url, ended } = await serve(async function* () {
    yield PAGE;
    throw new Error('the database is away');
  });
  const failed = expect(ended).rejects.toThrow('the database is away');
  await expect(fetch(url).then((answer) => answer.text())).rejects.toThrow();
  await failed;
});
