import { describe, expect, it } from '@jest/globals';
import { type ConnectionState, createConnection, SILENT_MS, type Source } from './connection.ts';

type Listener = (event: MessageEvent<string>) => void;

/** A connection with a clock that is moved by hand, and streams that do what the test says. */
function setup(refusal: () => string | null = () => null) {
  let now = 0;
  const timers = new Map<number, { at: number; run: () => void }>();
  let made = 0;
  const lines: string[] = [];
  const states: ConnectionState['is'][] = [];
  const sources: { url: string; closed: boolean; send: (type: string, data?: string) => void }[] =
    [];
  const connection = createConnection({
    open(url): Source {
      const listeners: [string, Listener][] = [];
      const source = {
        url,
        closed: false,
        send: (type: string, data = '{}') => {
          for (const [name, listener] of listeners) {
            if (name === type) listener({ data } as MessageEvent<string>);
          }
        },
      };
      sources.push(source);
      return {
        close: () => {
          source.closed = true;
        },
        addEventListener: (type, listener) => void listeners.push([type, listener]),
      };
    },
    position: () => 7,
    onEvent: () => undefined,
    onPresence: () => undefined,
    onCallSignal: () => undefined,
    onReset: () => undefined,
    onReady: () => undefined,
    onState: ({ is }) => states.push(is),
    isSignedIn: async () => true,
    readRefusal: async () => refusal(),
    setTimer(run, ms) {
      const id = made++;
      timers.set(id, { at: now + ms, run });
      return () => timers.delete(id);
    },
    random: () => 0.5,
    now: () => now,
    log: (line) => lines.push(line),
  });
  async function pass(ms: number) {
    now += ms;
    for (const [id, { at, run }] of [...timers]) {
      if (at <= now && timers.delete(id)) run();
    }
    await Promise.resolve();
  }
  const current = () => {
    const source = sources.at(-1);
    if (!source) throw new Error('No stream was opened.');
    return source;
  };
  return { connection, current, lines, pass, sources, states };
}

describe('the stream of a page', () => {
  it('is opened again after an error, from where it stood, and says so', async () => {
    const { connection, current, lines, pass, sources, states } = setup();
    connection.start();
    current().send('open');
    current().send('error');
    expect(lines).toEqual(['[SSE] connected', '[SSE] error, reconnect in 1000ms']);
    await pass(1_000);
    expect(sources).toHaveLength(2);
    expect(current().url).toBe('/api/live?last_event_id=7');
    current().send('open');
    expect(states).toEqual(['connecting', 'live', 'waiting', 'connecting', 'live']);
  });

  it('is lost when no heartbeat comes, although no error does', async () => {
    const { connection, current, lines, pass, sources, states } = setup();
    connection.start();
    current().send('open');
    for (let beats = 0; beats < 5; beats += 1) {
      await pass(SILENT_MS - 1);
      current().send('beat');
    }
    expect(states.at(-1)).toBe('live');
    await pass(SILENT_MS);
    expect(states.at(-1)).toBe('waiting');
    expect(sources[0]?.closed).toBe(true);
    expect(lines.at(-1)).toBe('[SSE] silent, reconnect in 1000ms');
  });

  it('is not opened again once it was stopped', async () => {
    const { connection, current, pass, sources } = setup();
    connection.start();
    current().send('open');
    connection.stop();
    await pass(SILENT_MS * 2);
    expect(sources).toHaveLength(1);
    expect(current().closed).toBe(true);
  });

  it('says why the server refuses it, and tries again when there may be room', async () => {
    let refusal: string | null = 'You have 20 live streams open.';
    const { connection, current, lines, pass, sources, states } = setup(() => refusal);
    connection.start();
    current().send('error');
    await pass(1_000);
    current().send('error');
    await pass(10_000);
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    expect([sources.length, lines.at(-1), states.at(-1)]).toEqual([2, '[SSE] refused', 'waiting']);
    refusal = null;
    await pass(60_000);
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    expect(sources).toHaveLength(3);
  });
});
