import { randomUUID } from 'node:crypto';
import { appendFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import type { HeardReport } from '@ringback/shared/db/calls/heard-report.ts';
import type { NewTurn } from '@ringback/shared/db/calls/transcripts.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { createLogger } from '@ringback/shared/runtime/logger.ts';
import { until } from '@ringback/shared/testing/until.ts';
import { createDurableWriter } from './durable-writer.ts';
import { createSpool } from './spool.ts';

const turn = (seq: number, content: string): NewTurn => ({
  seq,
  role: 'user',
  content,
  heard: true,
  at: '2026-11-20T12:00:00Z',
});

function setup(
  folder = join(tmpdir(), `ringback-spool-${randomUUID()}`),
  { everyMs = 1, now = () => new Date('2026-11-20T12:00:00Z'), level = 'warn' } = {},
) {
  const database = {
    away: false,
    linkedBy: 'call_sid' as 'call_sid' | 'phone' | null,
    skipped: false,
    /** What a write of words waits for. */
    busy: undefined as Promise<void> | undefined,
    writes: 0,
  };
  const saves: string[][] = [];
  const refusals: string[] = [];
  const closed: string[] = [];
  const heard: number[] = [];
  const warnings: string[] = [];
  const lines = { write: (line: string) => void warnings.push(JSON.parse(line).msg) };
  const ask = () => {
    if (database.away) throw new AppError('database_unavailable', 'away');
  };
  const save = (turns: NewTurn[], told?: HeardReport) => {
    ask();
    if (told) heard.push(told.agent_ms);
    if (turns.length > 0) saves.push(turns.map(({ seq, content }) => `${seq} ${content}`));
    const skipped = database.skipped ? { link_skipped: true as const } : {};
    return { saved: turns.length, lead_id: null, linked_by: database.linkedBy, ...skipped };
  };
  const writer = createDurableWriter({
    transcripts: {
      save: async (_callSid, turns, _now, told) => {
        database.writes += 1;
        await database.busy;
        return save(turns, told);
      },
    },
    suppressions: {
      add: async ({ phone }) => {
        ask();
        refusals.push(phone);
        return { suppression_id: 1, canceled_calls: 0 };
      },
    },
    mediaSessions: {
      end: async (callSid, turns, told) => {
        const saved = save(turns, told);
        closed.push(callSid);
        return saved;
      },
      closed: async (callSid) => {
        ask();
        closed.push(callSid);
      },
    },
    spool: createSpool(folder, randomUUID()),
    log: createLogger({ service: 'test', level }, lines),
    now,
    everyMs,
  });
  return { folder, database, saves, refusals, closed, heard, warnings, writer };
}

const HEARD: HeardReport = {
  stream: 1,
  agent_ms: 9_000,
  lead_ms: 4_000,
  reason: null,
  over: true,
  enough: true,
};

const refusal = {
  phone: '+12125550100',
  source: 'spoken',
  words: 'never',
  callId: 'c',
  scope: 'all',
} as const;

describe('writing beside the calls', () => {
  it('writes the turns of a call together, in their order, a correction once', async () => {
    const { writer, saves } = setup();
    writer.put('CA1', [turn(2, 'second'), turn(1, 'frist')]);
    writer.put('CA1', [turn(1, 'first')]);
    expect(await writer.end('CA1', HEARD)).toBe(true);
    expect(saves).toEqual([['1 first', '2 second']]);
  });

  it('writes almost at once after a rest, and otherwise keeps its pace', async () => {
    jest.useFakeTimers();
    try {
      const { writer, saves } = setup(undefined, { everyMs: 1_000, now: () => new Date() });
      writer.put('CA1', [turn(1, 'one')]);
      await jest.advanceTimersByTimeAsync(60);
      expect(saves).toEqual([['1 one']]);
      writer.put('CA1', [turn(2, 'two')]);
      await jest.advanceTimersByTimeAsync(900);
      writer.put('CA1', [turn(3, 'three')]);
      expect(saves).toHaveLength(1);
      await jest.advanceTimersByTimeAsync(100);
      expect(saves.slice(1)).toEqual([['2 two', '3 three']]);
      await jest.advanceTimersByTimeAsync(5_000);
      writer.put('CA1', [turn(4, 'four')]);
      await jest.advanceTimersByTimeAsync(60);
      expect(saves.slice(2)).toEqual([['4 four']]);
      await writer.stop();
    } finally {
      jest.useRealTimers();
    }
  });

  it('tells what was heard with the next words', async () => {
    const { writer, saves, heard } = setup();
    writer.noteHeard('CA1', { ...HEARD, agent_ms: 1_500, over: false });
    expect(writer.backlog()).toBe(0);
    writer.put('CA1', [turn(1, 'one')]);
    await until(
      async () => saves.length,
      (written) => written > 0,
    );
    expect(heard).toEqual([1_500]);
    await writer.stop();
  });

  it('says once that the lead stays linked to a call that is still alive', async () => {
    const { writer, warnings, database } = setup(undefined, { level: 'info' });
    Object.assign(database, { linkedBy: 'phone', skipped: true });
    writer.put('CA1', [turn(1, 'one')]);
    await until(
      async () => warnings.length,
      (said) => said > 0,
    );
    writer.put('CA1', [turn(2, 'two')]);
    await writer.end('CA1', HEARD);
    expect(warnings).toEqual(['link skipped: the standing call is live']);
  });

  it('keeps what could not be written, the newer words over the older', async () => {
    const { writer, saves, database } = setup();
    database.away = true;
    writer.put('CA1', [turn(1, 'old'), turn(2, 'two')]);
    expect(await writer.end('CA1', HEARD)).toBe(false);
    writer.put('CA1', [turn(1, 'new')]);
    // Two turns, and that the stream is closed.
    expect(writer.backlog()).toBe(3);
    database.away = false;
    await writer.stop();
    expect(saves).toEqual([['1 new', '2 two']]);
  });

  it('says once that no lead was found', async () => {
    const { writer, database, warnings } = setup();
    database.linkedBy = null;
    writer.put('CA1', [turn(1, 'one')]);
    await writer.end('CA1', HEARD);
    expect(warnings).toEqual(['no lead found for a transcript']);
  });

  it('leaves on disk what the next process has to write, and writes it once', async () => {
    const first = setup();
    first.database.away = true;
    first.writer.put('CA1', [turn(1, 'one')]);
    expect(await first.writer.optOut(refusal)).toBe(false);
    await first.writer.stop();

    const second = setup(first.folder);
    await second.writer.recover();
    await second.writer.stop();
    expect([second.saves, second.refusals]).toEqual([[['1 one']], ['+12125550100']]);

    const third = setup(first.folder);
    await third.writer.recover();
    await third.writer.stop();
    expect([third.saves, third.refusals]).toEqual([[], []]);
  });

  it('keeps a refusal on disk until it is on record, also over a second crash', async () => {
    const first = setup();
    first.database.away = true;
    await first.writer.optOut(refusal);

    const second = setup(first.folder);
    second.database.away = true;
    await second.writer.recover();

    const third = setup(first.folder);
    await third.writer.recover();
    await third.writer.stop();
    expect(third.refusals).toEqual(['+12125550100']);
    await Promise.all([first.writer.stop(), second.writer.stop()]);
  });

  it('reads past half a line that a killed process left', async () => {
    const { folder, writer, saves } = setup();
    await mkdir(folder, { recursive: true });
    const entry = JSON.stringify({ kind: 'turns', callSid: 'CA1', turns: [turn(1, 'one')] });
    await appendFile(join(folder, 'media-old.jsonl'), `${entry}\n{"kind":"tur`);
    await writer.recover();
    await writer.stop();
    expect(saves).toEqual([['1 one']]);
  });
});

describe('the end of a stream', () => {
  it('is told once, also where words are just being written', async () => {
    const { writer, database, closed } = setup();
    let finish = () => {};
    database.busy = new Promise((resolve) => {
      finish = resolve;
    });
    writer.put('CA1', [turn(1, 'one')]);
    await until(
      async () => database.writes,
      (writes) => writes === 1,
    );
    const ended = writer.end('CA1', HEARD);
    finish();
    expect(await ended).toBe(true);
    expect(closed).toEqual(['CA1']);
  });

  it('is told at once', async () => {
    const { writer, closed } = setup();
    await writer.end('CA1', HEARD);
    expect(closed).toEqual(['CA1']);
    expect(writer.backlog()).toBe(0);
    await writer.stop();
  });

  it('goes with the last words and with what was heard, in one', async () => {
    const { writer, saves, heard, closed } = setup(undefined, { everyMs: 60_000 });
    writer.noteHeard('CA1', { ...HEARD, agent_ms: 1_500, over: false });
    writer.put('CA1', [turn(1, 'bye')]);
    expect(await writer.end('CA1', HEARD)).toBe(true);
    expect([saves, heard, closed]).toEqual([[['1 bye']], [9_000], ['CA1']]);
    await writer.stop();
  });

  it('leaves words, closing and what was heard to go their own ways when they cannot go together', async () => {
    const { writer, saves, heard, closed, database } = setup();
    database.away = true;
    writer.put('CA1', [turn(1, 'bye')]);
    expect(await writer.end('CA1', HEARD)).toBe(false);
    database.away = false;
    await writer.stop();
    expect([saves, heard, closed]).toEqual([[['1 bye']], [], ['CA1']]);
  });

  it('that the database could not hear is told as soon as it is back', async () => {
    const { writer, closed, database } = setup();
    database.away = true;
    await writer.end('CA1', HEARD);
    expect([closed, writer.backlog()]).toEqual([[], 1]);
    database.away = false;
    const told = await until(
      async () => closed,
      (calls) => calls.length > 0,
    );
    expect(told).toEqual(['CA1']);
    await writer.stop();
  });

  it('is told by the next process if this one had to go before', async () => {
    const first = setup();
    first.database.away = true;
    await first.writer.end('CA1', HEARD);
    await first.writer.stop();
    const next = setup(first.folder);
    await next.writer.recover();
    await next.writer.stop();
    expect([first.closed, next.closed]).toEqual([[], ['CA1']]);
  });
});
