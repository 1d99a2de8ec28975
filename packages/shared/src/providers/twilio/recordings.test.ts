import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createTwilioRecordings } from './recordings.ts';

const opened: (() => void)[] = [];
afterEach(() => {
  for (const close of opened.splice(0)) close();
});

/** A carrier that answers everything with one status, and what it was asked. */
async function setup(status: number) {
  const asked: string[] = [];
  const server = createServer((req, res) => {
    asked.push(`${req.method} ${req.url} ${req.headers.authorization?.slice(0, 6)}`);
    res.writeHead(status).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  opened.push(() => server.close());
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    asked,
    recordings: createTwilioRecordings({ accountSid: 'AC1', authToken: 't', baseUrl }),
  };
}

describe('deleting a recording', () => {
  it.each([204, 404])('is done when the carrier answers %d', async (status) => {
    const { asked, recordings } = await setup(status);
    await expect(recordings.remove('RE1')).resolves.toBeUndefined();
    expect(asked).toEqual(['DELETE /2010-04-01/Accounts/AC1/Recordings/RE1.json Basic ']);
  });

  it('asks nothing of the carrier where another vendor keeps the sound', async () => {
    const { asked, recordings } = await setup(204);
    await recordings.remove('retell:1');
    expect(asked).toEqual([]);
  });

  it.each([401, 500])('has failed when the carrier answers %d', async (status) => {
    const { recordings } = await setup(status);
    await expect(recordings.remove('RE1')).rejects.toMatchObject({ code: 'provider_unavailable' });
  });

  it('has failed when the carrier cannot be reached', async () => {
    const { recordings } = await setup(204);
    for (const close of opened.splice(0)) close();
    await expect(recordings.remove('RE1')).rejects.toMatchObject({ code: 'provider_unavailable' });
  });
});
