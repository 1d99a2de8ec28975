import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createFetchFile } from './fetch-file.ts';

type Answer = (req: IncomingMessage, res: ServerResponse) => void;

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** A carrier on this machine that answers as it is told to, and what it was asked. */
async function carrier(answer: Answer, timeoutMs = 5_000) {
  const asked: { path: string; authorization: string | undefined }[] = [];
  const server = createServer((req, res) => {
    asked.push({ path: req.url ?? '', authorization: req.headers.authorization });
    answer(req, res);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  stops.push(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fetchFile = createFetchFile({
    origin,
    authorization: 'Basic our secret',
    mostBytes: 1_000,
    timeoutMs,
    // Every other name leads into our own network.
    resolve: async () => [{ address: '10.0.0.7', family: 4 }],
  });
  const { signal } = new AbortController();
  return { asked, origin, get: (url = `${origin}/picture`) => fetchFile(url, signal) };
}

const redirect =
  (location: string): Answer =>
  (_req, res) =>
    void res.writeHead(307, { location }).end();

describe('a file that a provider keeps', () => {
  it('is fetched with our credentials, and from its store without them', async () => {
    const { asked, get } = await carrier((req, res) => {
      if (req.url === '/picture') res.writeHead(307, { location: '/store/1' }).end();
      else res.end('the picture');
    });
    const file = await get();
    expect(file).toMatchObject({ kind: 'file' });
    expect(file.kind === 'file' && Buffer.from(file.bytes).toString()).toBe('the picture');
    expect(asked).toEqual([
      { path: '/picture', authorization: 'Basic our secret' },
      { path: '/store/1', authorization: undefined },
    ]);
  });

  it.each([
    ['an address of our network', 'https://10.0.0.7/metadata'],
    ['the machine itself', 'http://127.0.0.1:1/'],
    ['a name that leads there', 'https://store.example.com/1'],
    ['a page without encryption', 'http://store.example.com/1'],
    ['the metadata of a cloud', 'http://169.254.169.254/latest'],
    ['a file of this machine', 'file:///etc/passwd'],
    ['an address with a password', 'https://a:b@store.example.com/1'],
  ])('is refused where the redirect leads to %s', async (_what, location) => {
    const { get } = await carrier(redirect(location));
    expect(await get()).toMatchObject({ kind: 'refused' });
  });

  it('is refused where it redirects for ever', async () => {
    const { asked, get } = await carrier(redirect('/picture'));
    expect(await get()).toMatchObject({ kind: 'refused' });
    expect(asked.length).toBeLessThanOrEqual(4);
  });

  it('is missing where the provider does not have it, and does not come where it is broken', async () => {
    const gone = await carrier((_req, res) => void res.writeHead(404).end('x'.repeat(50_000)));
    expect(await gone.get()).toEqual({ kind: 'missing' });
    const broken = await carrier((_req, res) => void res.writeHead(500).end());
    await expect(broken.get()).rejects.toMatchObject({ code: 'provider_unavailable' });
    const away = await carrier((_req, res) => void res.destroy());
    await expect(away.get()).rejects.toMatchObject({ code: 'provider_unavailable' });
  });

  it('is not read beyond the limit, whether it says its size or not', async () => {
    const honest = await carrier((_req, res) => {
      res.writeHead(200, { 'content-length': '2000' }).end('x'.repeat(2_000));
    });
    expect(await honest.get()).toEqual({ kind: 'too_large' });
    const endless = await carrier((_req, res) => {
      const more = () => {
        while (res.write('x'.repeat(500)));
        if (!res.destroyed) res.once('drain', more);
      };
      more();
    });
    expect(await endless.get()).toEqual({ kind: 'too_large' });
    const exact = await carrier((_req, res) => void res.end('x'.repeat(1_000)));
    expect(await exact.get()).toMatchObject({ kind: 'file' });
  });

  it('does not keep the worker for longer than its time, however slowly it drips', async () => {
    const { get } = await carrier((_req, res) => {
      const drip = setInterval(() => res.write('.'), 20);
      res.on('close', () => clearInterval(drip));
    }, 200);
    await expect(get()).rejects.toMatchObject({ code: 'provider_unavailable' });
  });
});
