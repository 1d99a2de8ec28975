import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ADMIN_KEY, startWorld, type World } from '../testing/api-world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

/** What comes back for these very bytes. */
export async function sendBytes(port: number, bytes: string) {
  const socket = connect(port, '127.0.0.1');
  socket.end(bytes);
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  const json = /^content-type: application\/problem\+json/im.test(head) ? JSON.parse(body) : null;
  return { status: Number(head.split(' ')[1]), problem: json };
}

const asked = (target: string, method = 'GET') =>
  `${method} ${target} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${ADMIN_KEY}\r\nConnection: close\r\n\r\n`;

describe('a target that is no path', () => {
  it.each(['http://127.0.0.1/livez', 'https://ringback.example.com/api/leads', 'HTTP://x/'])(
    'is refused with a word for it: %s',
    async (target) => {
      const { status, problem } = await sendBytes(world.api.port, asked(target));
      expect([status, problem.faults]).toEqual([
        400,
        [expect.objectContaining({ path: '(target)', found: 'a whole address' })],
      ]);
    },
  );

  it('is refused also where carriers tell us things', async () => {
    const target = 'http://ringback.example.com/webhooks/twilio/sms';
    const { status, problem } = await sendBytes(world.api.port, asked(target, 'POST'));
    expect([status, problem.faults[0].path]).toEqual([400, '(target)']);
  });

  it('may be an asterisk, and is refused as well', async () => {
    const { status, problem } = await sendBytes(world.api.port, asked('*', 'OPTIONS'));
    expect([status, problem.faults[0].found]).toEqual([400, 'an asterisk']);
  });
});

describe('what is no request', () => {
  it.each([
    ['a method nobody knows', 'BREW /pot HTTP/1.1\r\nHost: x\r\n\r\n', 400, 'method'],
    ['no HTTP', 'HELO ringback\r\n\r\n', 400, ''],
    [
      'a line without an end',
      `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
      431,
      '16384',
    ],
    ['no host', 'GET /livez HTTP/1.1\r\n\r\n', 400, 'Host'],
    ['two hosts', 'GET /livez HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', 400, 'Host'],
    [
      'two lengths',
      'POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      400,
      '',
    ],
    ['a tunnel', 'CONNECT example.com:443 HTTP/1.1\r\nHost: x\r\n\r\n', 405, 'CONNECT'],
  ])('is answered all the same: %s', async (_, bytes, expected, word) => {
    const { status, problem } = await sendBytes(world.api.port, bytes);
    expect([status, problem.status, problem.detail]).toEqual([
      expected,
      expected,
      expect.stringContaining(word),
    ]);
  });

  it('may come from an old client, which names no host', async () => {
    const { status } = await sendBytes(world.api.port, 'GET /livez HTTP/1.0\r\n\r\n');
    expect(status).toBe(200);
  });
});

describe('a body that says something twice', () => {
  const lead = (json: string) =>
    world.send('/api/leads', {
      method: 'POST',
      headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' },
      body: json,
    });

  it.each([
    ['as it is', '{"phone":"+12125551020","phone":"+12125551021"}', 'phone'],
    ['in another spelling', '{"phone":"+12125551020","ph\\u006fne":"+12125551021"}', 'phone'],
    ['further in', '{"phone":"+12125551020","custom":{"a":1,"b":[{"a":1}],"a":2}}', 'a'],
  ])('is refused: of two values one would be dropped (%s)', async (_, json, path) => {
    const { status, body } = await lead(json);
    expect([status, body.faults[0].path]).toEqual([400, path]);
  });

  it('only seems to where the same name stands in two objects, or in a text', async () => {
    const custom = '{"a":{"a":1},"list":[{"a":1},{"a":2}],"b":"\\"a\\":1,\\"a\\":2"}';
    const { status } = await lead(`{"phone":"+12125551022","custom":${custom}}`);
    expect(status).toBe(201);
  });
});
