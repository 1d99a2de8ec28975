import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { get, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { stampAt } from '@ringback/shared/runtime/arrival-stamps.ts';
import express, { type Express } from 'express';
import { createArrivals } from '../http/arrivals.ts';
import { serveBehindReceiver } from './serve.ts';
import { arrivalOf } from './told-by-receiver.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** An app behind a receiver, without a Redis. */
async function setup(app: Express) {
  const arrivals = createArrivals(() => new Date(), { noted: arrivalOf });
  const redisUrl = 'redis://127.0.0.1:9';
  const server = await serveBehindReceiver(app, {
    listenAt: { port: 0, host: undefined },
    redisUrl,
    queuePrefix: 'test',
    owner: 'api',
    trustProxyHops: 1,
    arrivals,
  });
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= server.stop();
    return stopped;
  };
  stops.push(stop);
  return { url: `http://127.0.0.1:${server.port}`, port: server.port, arrivals, stop };
}

/** Answers with what it knows of the request. */
function echo(known: (req: express.Request) => object) {
  const app = express();
  app.set('trust proxy', 1);
  app.use((req, res) => void res.json(known(req)));
  return app;
}

describe('a request through the receiver', () => {
  it('arrives unchanged, and so does its answer', async () => {
    const app = express();
    app.post('/files', express.raw({ limit: '8mb' }), (req, res) => {
      res.status(201).set('x-answer', 'kept').append('set-cookie', ['a=1', 'b=2']);
      res.send(createHash('sha256').update(req.body).digest('hex') + req.originalUrl);
    });
    const { url } = await setup(app);
    const body = Buffer.alloc(3_000_000, 'ringback');
    const headers = { 'content-type': 'application/octet-stream' };
    const answer = await fetch(`${url}/files?name=a%20b`, { method: 'POST', headers, body });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('x-answer')).toBe('kept');
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    const hash = createHash('sha256').update(body).digest('hex');
    expect(await answer.text()).toBe(`${hash}/files?name=a%20b`);
  });

  it('has the client’s own address, whatever its headers claim', async () => {
    const { url } = await setup(
      echo((req) => ({ peer: req.socket.remoteAddress, ip: req.ip, headers: req.headers })),
    );
    const headers = {
      'x-ringback-peer': '10.0.0.1',
      'x-ringback-arrived-at': '1999-01-01T00:00:00.000000Z',
      'x-forwarded-for': '203.0.113.7',
    };
    const answer = await fetch(url, { headers });
    const known = (await answer.json()) as { peer: string; ip: string; headers: object };
    expect(known.peer).toMatch(/127\.0\.0\.1$/);
    expect(known.ip).toBe('203.0.113.7');
    expect(Object.keys(known.headers).filter((name) => name.startsWith('x-ringback'))).toEqual([]);
  });

  it('is one request, whatever its body looks like', async () => {
    const asked: string[] = [];
    const app = express();
    app.use((req, res) => {
      asked.push(`${req.method} ${req.url} ${req.socket.remoteAddress}`);
      res.end();
    });
    const { port } = await setup(app);
    const hidden = 'GET /hidden HTTP/1.1\r\nHost: x\r\nx-ringback-peer: 10.0.0.1\r\n\r\n';
    const socket = connect(port, '127.0.0.1');
    socket.end(
      `GET /shown HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n${hidden.length.toString(16)}\r\n${hidden}\r\n0\r\n\r\n`,
    );
    for await (const _ of socket);
    // A rest of it on the connection to the api would precede this request.
    await fetch(`http://127.0.0.1:${port}/next`);
    const others = asked.map((line) => line.split(' ')[1]).filter((path) => path !== '/livez');
    expect(others).toEqual(['/shown', '/next']);
  });

  it('has the time at which the receiver saw it, not that at which the api read it', async () => {
    const app = express();
    const world = await setup(app);
    const text = connect(world.port, '127.0.0.1');
    await once(text, 'connect');
    let busyUntil = '';
    app.post('/slow', (_req, res) => {
      // Under way before this process, which is also the api, is busy for a while.
      text.write('POST /webhooks/twilio/sms HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n');
      const until = Date.now() + 300;
      while (Date.now() < until);
      busyUntil = stampAt(new Date());
      res.end();
    });
    const arrived = new Promise<string>((resolve) => {
      app.post('/webhooks/twilio/sms', (req, res) => {
        resolve(world.arrivals.of(req));
        res.end();
      });
    });
    await fetch(`${world.url}/slow`, { method: 'POST' });
    expect((await arrived) < busyUntil).toBe(true);
    text.destroy();
  });

  it('has the time at which the load balancer received it, if one reports it', async () => {
    const app = express();
    const world = await setup(app);
    app.use((req, res) => void res.json(world.arrivals.of(req)));
    const at = new Date(Date.now() - 2_000);
    const headers = { 'x-request-start': `t=${at.getTime()}` };
    expect(await (await fetch(world.url, { headers })).json()).toBe(stampAt(at));
  });

  it('streams the answer while the api writes it', async () => {
    const app = express();
    let finish = () => {};
    app.get('/stream', (_req, res) => {
      res.type('text/event-stream').flushHeaders();
      res.write('data: first\n\n');
      finish = () => void res.end('data: last\n\n');
    });
    const { url } = await setup(app);
    const answer = await new Promise<IncomingMessage>((resolve) => get(`${url}/stream`, resolve));
    const chunks: string[] = [];
    for await (const chunk of answer) {
      chunks.push(String(chunk));
      finish();
    }
    expect(chunks).toEqual(['data: first\n\n', 'data: last\n\n']);
  });

  it('ends when the client leaves', async () => {
    const app = express();
    const { url } = await setup(app);
    const left = new Promise<void>((resolve) => {
      app.get('/stream', (_req, res) => {
        res.on('close', resolve);
        res.flushHeaders();
      });
    });
    const req = get(`${url}/stream`, () => req.destroy());
    req.on('error', () => {});
    await left;
  });

  it('may be refused before its body is there', async () => {
    const app = express();
    app.post('/webhook', (_req, res) => void res.status(413).end('too long'));
    const { port } = await setup(app);
    const answer = await new Promise<IncomingMessage>((resolve) => {
      const headers = { 'content-length': '1000000' };
      const req = request({ port, path: '/webhook', method: 'POST', headers }, resolve);
      req.on('error', () => {});
      req.write('only the beginning');
    });
    expect(answer.statusCode).toBe(413);
    answer.destroy();
  });

  it('that is refused gets the answer, however much its client has sent by then', async () => {
    const app = express();
    app.post('/webhook', (_req, res) => void res.status(403).end('no'));
    const { url } = await setup(app);
    const body = Buffer.alloc(8_000_000);
    const answers = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const answer = await fetch(`${url}/webhook`, { method: 'POST', body });
        return [answer.status, await answer.text()];
      }),
    );
    expect(answers).toEqual(answers.map(() => [403, 'no']));
  });

  it('that is refused is not passed on, and its client does not write for ever', async () => {
    const app = express();
    let passedOn = 0;
    app.post('/webhook', (req, res) => {
      req.on('data', (chunk: Buffer) => {
        passedOn += chunk.length;
      });
      res.status(403).end('no');
    });
    const { port } = await setup(app);
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write('POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 90000000\r\n\r\n');
    const [head] = await once(socket, 'data');
    expect(String(head)).toMatch(/^HTTP\/1.1 403 .*\r\nconnection: close\r\n/is);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const writing = setInterval(() => socket.write(Buffer.alloc(64_000)), 5);
    await closed;
    clearInterval(writing);
    expect(passedOn).toBe(0);
  });

  it.each([
    ['a method nobody knows', 'BREW /pot HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', 400],
    ['a tunnel', 'CONNECT example.com:443 HTTP/1.1\r\nHost: x\r\n\r\n', 405],
  ])('is refused with the reason before it reaches the api: %s', async (_, bytes, status) => {
    const asked: string[] = [];
    const { port } = await setup(
      echo((req) => {
        asked.push(req.url);
        return {};
      }),
    );
    const socket = connect(port, '127.0.0.1');
    socket.end(bytes);
    let answer = '';
    for await (const chunk of socket) answer += String(chunk);
    expect(answer).toContain(`HTTP/1.1 ${status}`);
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ status });
    expect(asked.filter((path) => path !== '/livez')).toEqual([]);
  });

  it('keeps its target unchanged, which the api has to judge', async () => {
    const { port } = await setup(echo((req) => ({ url: req.url })));
    const socket = connect(port, '127.0.0.1');
    socket.write('GET http://else.example/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    let answer = '';
    for await (const chunk of socket) answer += String(chunk);
    expect(answer).toContain('{"url":"http://else.example/x"}');
  });

  it('is answered although the api has begun to stop', async () => {
    const app = express();
    const world = await setup(app);
    let stopping: Promise<void> | undefined;
    app.get('/last', (_req, res) => {
      stopping = world.stop();
      setImmediate(() => res.end('bye'));
    });
    const answer = await fetch(`${world.url}/last`, { headers: { connection: 'close' } });
    expect(await answer.text()).toBe('bye');
    await stopping;
    await expect(fetch(`${world.url}/last`)).rejects.toThrow();
  });
});

it('fails like any server if its port is taken', async () => {
  const { port } = await setup(express());
  const arrivals = createArrivals(() => new Date(), { noted: arrivalOf });
  await expect(
    serveBehindReceiver(express(), {
      listenAt: { port, host: undefined },
      redisUrl: 'redis://127.0.0.1:9',
      queuePrefix: 'test',
      owner: 'api',
      trustProxyHops: 1,
      arrivals,
    }),
  ).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
