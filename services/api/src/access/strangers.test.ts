import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ADMIN_KEY, startWorld, type World } from '../testing/api-world.ts';
import { OURS, signatureOf } from '../testing/retell-world.ts';

const lines: string[] = [];
let world: World;
beforeAll(async () => {
  world = await startWorld({
    lines,
    env: {
      TWILIO_FROM: OURS,
      RETELL_API_KEY: 'key_of_retell',
      TRUST_PROXY: '0',
      // Without Redis what limits is what this process counts.
      REDIS_URL: 'redis://127.0.0.1:1',
    },
  });
});
afterAll(() => world.stop());

/** The first line of the answer to a request whose body never comes to its end. */
function halfSent(path: string, headers: Record<string, string>): Promise<string> {
  const said = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return new Promise((resolve, reject) => {
    const socket = connect(world.api.port, '127.0.0.1', () => {
      socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\n${said.join('')}\r\n`);
      socket.write('x'.repeat(1_000));
    });
    socket.once('data', (answer) => {
      socket.destroy();
      resolve(String(answer).split('\r\n')[0] ?? '');
    });
    socket.once('error', reject);
  });
}

describe('a body that nobody signed', () => {
  const length = { 'content-length': '60000' };

  it.each([
    ['/webhooks/twilio/sms', {}],
    ['/webhooks/twilio/sms/status', {}],
    ['/webhooks/twilio/voice', {}],
    ['/webhooks/twilio/voice/status', {}],
    ['/media-stream-twiml', {}],
    ['/webhooks/retell', {}],
    ['/webhooks/retell/inbound', { 'x-retell-signature': 'v=1,d=00' }],
    ['/webhooks/retell', { 'x-retell-signature': signatureOf('', 1_000) }],
    ['/webhooks/leads/nobody', {}],
  ])('at %s is refused before it is there (%j)', async (path, headers) => {
    const answer = await halfSent(path, { ...length, ...headers });
    expect(answer).toBe('HTTP/1.1 403 Forbidden');
  });

  it('at the door of Retell may come with a key of ours, and with none that is made up', async () => {
    const withKey = (key: string) =>
      halfSent('/webhooks/retell', { ...length, authorization: `Bearer ${key}` });
    expect(await withKey('made-up')).toBe('HTTP/1.1 401 Unauthorized');
    const headers = { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ event: 'agent_dreamed' });
    const { status } = await world.send('/webhooks/retell', { method: 'POST', headers, body });
    expect(status).toBe(204);
  });
});

it('a start behind a proxy that is not trusted says so', () => {
  const said = lines.filter((line) => line.includes('TRUST_PROXY is 0'));
  expect(said).toHaveLength(1);
});
