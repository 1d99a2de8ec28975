import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import { serveDashboard } from './serve-dashboard.ts';

let folder: string;
let stop = async () => {};
let url = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ringback-pages-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Ringback</title>');
  writeFileSync(join(folder, 'assets/index-abc.js'), 'start();');
  writeFileSync(join(folder, 'assets/index-abc.js.br'), brotliCompressSync('start();'));
  const app = express();
  app.use(serveDashboard(folder));
  app.use((_req, res) => {
    res.status(404).json({ success: false });
  });
  const server = app.listen(0);
  const { port } = server.address() as { port: number };
  url = `http://127.0.0.1:${port}`;
  stop = () => new Promise((resolve) => server.close(() => resolve()));
});
afterAll(async () => {
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (path: string, accept = 'text/html', more: Record<string, string> = {}) =>
  fetch(`${url}${path}`, { headers: { accept, ...more } });

describe('the dashboard', () => {
  it.each(['/', '/inbox', '/calls/all?view=today', '/leads/6/why/9'])(
    'is the same page at %s, asked for anew each time',
    async (path) => {
      const answer = await ask(path);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('<title>Ringback</title>');
      expect(answer.headers.get('cache-control')).toBe('no-cache');
    },
  );

  it('keeps files with a hash in their name for a year, compressed when they were built', async () => {
    const answer = await ask('/assets/index-abc.js', '*/*', { 'accept-encoding': 'br' });
    expect(answer.headers.get('content-encoding')).toBe('br');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(await answer.text()).toBe('start();');
  });

  it.each(['/api/nothing', '/assets/index-old.js', '/webhooks/nobody', '/.sources'])(
    'is no answer to %s',
    async (path) => {
      expect((await ask(path)).status).toBe(404);
    },
  );

  it.each(['application/json', '*/*'])(
    'is no answer to a program that takes %s',
    async (accept) => {
      expect((await ask('/inbox', accept)).status).toBe(404);
    },
  );
});
