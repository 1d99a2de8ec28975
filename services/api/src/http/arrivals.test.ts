import { EventEmitter } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { createArrivals } from './arrivals.ts';

const NOON = new Date('2026-11-20T17:00:00Z');
const turn = () => new Promise((resolve) => setImmediate(resolve));

function setup() {
  const server = new EventEmitter();
  const arrivals = createArrivals(() => NOON);
  arrivals.watch(server as unknown as Server);
  const connect = () => {
    const socket = {};
    server.emit('connection', socket);
    return socket;
  };
  const ask = (socket: object, url = '/webhooks/twilio/sms') => {
    const req = { socket, url } as unknown as IncomingMessage;
    const res = new EventEmitter();
    server.emit('request', req, res as unknown as ServerResponse);
    return { req, at: arrivals.of(req), done: () => res.emit('close') };
  };
  return { arrivals, connect, ask };
}

describe('the arrival of a request', () => {
  it('is the order in which they came', () => {
    const { connect, ask } = setup();
    const [one, two] = [connect(), connect()];
    const first = ask(one);
    expect(first.at < ask(two).at).toBe(true);
    expect(first.at < ask(one).at).toBe(true);
  });

  it('of a request that arrived with its connection is that of the connection', async () => {
    const { connect, ask } = setup();
    const kept = connect();
    await turn();
    await turn();
    const fresh = connect();
    // Read in the same turn in which the other was only accepted.
    const onKept = ask(kept);
    await turn();
    expect(ask(fresh).at < onKept.at).toBe(true);
  });

  it('on a connection that was opened long before is its own', async () => {
    const { connect, ask } = setup();
    const [idle, other] = [connect(), connect()];
    await turn();
    await turn();
    const before = ask(other);
    expect(before.at < ask(idle).at).toBe(true);
  });

  it('is unread until its author is known, or the request is over', () => {
    const { arrivals, connect, ask } = setup();
    const [first, second] = [ask(connect()), ask(connect())];
    ask(connect(), '/livez');
    expect(arrivals.oldestUnread()).toBe(first.at);
    arrivals.read(first.at);
    expect(arrivals.oldestUnread()).toBe(second.at);
    second.done();
    expect(arrivals.oldestUnread()).toBeNull();
  });
});
