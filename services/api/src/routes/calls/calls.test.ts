import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTranscripts } from '@ringback/shared/db/calls/transcripts.ts';
import { put } from '@ringback/shared/testing/put.ts';
import { ADMIN_KEY, callSidOf, NOON, startWorld, type World } from '../../testing/api-world.ts';

const SOUND = Buffer.from('RIFF 0123456789');

/** Replaces the carrier's store of recordings; ignores ranges. */
async function startRecordings() {
  const asked: { url: string; authorization: string }[] = [];
  const server = createServer((req, res) => {
    asked.push({ url: req.url ?? '', authorization: req.headers.authorization ?? '' });
    if (req.url?.includes(`RE${'f'.repeat(32)}`)) res.writeHead(404).end('{"message":"gone"}');
    else res.writeHead(200, { 'content-type': 'audio/x-wav' }).end(SOUND);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    url: `http://127.0.0.1:${port}`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

let world: World;
let recordings: Awaited<ReturnType<typeof startRecordings>>;
let serial = 0;
beforeAll(async () => {
  recordings = await startRecordings();
  world = await startWorld({ cleanupMs: 200, env: { TWILIO_BASE_URL: recordings.url } });
});
afterAll(async () => {
  await world.stop();
  recordings.stop();
});

/** A call with a lead of its own, in the state that the test needs. */
async function newCall(sql = ''): Promise<{ id: string; sid: string }> {
  serial += 1;
  const to = `+1312555${String(1000 + serial)}`;
  const { body } = await world.call('POST', '/api/queue/schedule-call', { body: { to } });
  const id: string = body.data.call_id;
  const sid = callSidOf(serial);
  const more = sql ? `, ${sql}` : '';
  await world.db.exec(
    put('calls', `update calls set call_sid = '${sid}'${more} where id = '${id}'`),
  );
  return { id, sid };
}

describe('calls', () => {
  it('are listed newest first, page by page, also those of one time', async () => {
    const made: string[] = [];
    for (let n = 0; n < 5; n += 1) made.push((await newCall()).id);
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await world.call('GET', `/api/calls?limit=2&status=scheduled${cursor}`);
      seen.push(...body.data.map(({ id }: { id: string }) => id));
      cursor = body.next_cursor ? `&cursor=${body.next_cursor}` : '';
    } while (cursor);
    expect(seen.sort()).toEqual(made.sort());
  });

  it('are listed by their analysed outcome', async () => {
    const judged = await newCall(`status = 'completed'`);
    await newCall();
    await world.db.exec(`insert into conversation_analyses
      (call_id, status, outcome, decided_by, created_at, updated_at)
      values ('${judged.id}', 'done', 'qualified', 'model', now(), now())`);
    const { body } = await world.call('GET', '/api/calls?outcome=qualified');
    expect(body.data.map(({ id }: { id: string }) => id)).toEqual([judged.id]);
    expect((await world.call('GET', '/api/calls?outcome=escalated')).body.data).toEqual([]);
    expect((await world.call('GET', '/api/calls?outcome=happy')).status).toBe(400);
  });

  it('are sorted by how long and how dear they were, page by page, and counted by view', async () => {
    const origin = 'sorted_here';
    const ids: string[] = [];
    for (const [seconds, cost, more] of [
      [30, 0.2, `status = 'completed', reached = true`],
      [90, 0.1, `status = 'failed'`],
      [60, 0.3, `status = 'no_answer', direction = 'inbound', ended_at = now()`],
    ] as const) {
      const call = await newCall(
        `origin = '${origin}', created_at = created_at + ${ids.length} * interval '1 second', duration_seconds = ${seconds}, cost_usd = ${cost}, ${more}`,
      );
      ids.push(call.id);
    }
    const [short, long, middle] = ids;
    const paged = async (query: string) => {
      const seen: string[] = [];
      let cursor = '';
      do {
        const { body } = await world.call(
          'GET',
          `/api/calls?origin=${origin}&limit=2&${query}${cursor}`,
        );
        seen.push(...body.data.map(({ id }: { id: string }) => id));
        cursor = body.next_cursor ? `&cursor=${body.next_cursor}` : '';
      } while (cursor);
      return seen;
    };
    expect(await paged('sort=duration')).toEqual([long, middle, short]);
    expect(await paged('sort=duration&order=asc')).toEqual([short, middle, long]);
    expect(await paged('sort=cost')).toEqual([middle, short, long]);
    expect(await paged('order=asc')).toEqual([short, long, middle]);
    expect(await paged('view=missed')).toEqual([middle]);
    expect(await paged('view=reached')).toEqual([short]);
    const { body } = await world.call('GET', `/api/calls/counts?origin=${origin}`);
    expect(body.data).toEqual({ all: 3, reached: 1, booked: 0, missed: 1, failed: 1, waiting: 0 });
    const odd = await world.call('GET', '/api/calls?sort=cost&cursor=nonsense');
    expect(odd.status).toBe(400);
  });

  it('that are due and not placed are in the metrics', async () => {
    await newCall(`run_at = '${new Date(NOON.getTime() - 600_000).toISOString()}'`);
    const { text } = await world.send('/metrics');
    const [, seconds] =
      /ringback_calls_overdue_seconds\{[^}]*what="due"[^}]*} (\d+)/.exec(text) ?? [];
    expect(Number(seconds)).toBeGreaterThanOrEqual(600);
  });

  describe('that reached nobody', () => {
    const retry = (id: string) => world.call('POST', `/api/calls/${id}/retry`);
    const ended = `ended_at = now(), settled_at = now()`;

    it.each([
      `status = 'failed'`,
      `status = 'busy'`,
      `status = 'no_answer'`,
      `status = 'completed', reached = false`,
    ])('are retried once, however often it is requested (%s)', async (how) => {
      const { id } = await newCall(`${how}, ${ended}, message = 'Say hello.'`);
      const first = await retry(id);
      expect([first.status, first.body.data]).toMatchObject([
        202,
        {
          queued: true,
          call: { redial_of: id, status: 'scheduled', message: 'Say hello.', dial: 1 },
        },
      ]);
      const again = await retry(id);
      expect([again.status, again.body.data.call.id]).toEqual([200, first.body.data.call.id]);
      const job = await world.call('GET', `/api/queue/jobs/${first.body.data.job_id}`);
      expect(job.body.data).toMatchObject({ queue: 'schedule-call' });
    });

    it.each([
      [`status = 'ringing'`, 409],
      [`status = 'completed', reached = true`, 409],
      [`status = 'canceled'`, 409],
      [`status = 'failed', direction = 'inbound'`, 409],
    ])('are the only ones to be retried (%s)', async (how, status) => {
      expect((await retry((await newCall(how)).id)).status).toBe(status);
      expect((await retry('0b5c8b0e-6a0a-4f38-9c1e-1f2d3c4b5a69')).status).toBe(404);
    });

    it('are not retried after an opt-out', async () => {
      const { id } = await newCall(`status = 'failed', ${ended}`);
      const { body } = await world.call('GET', `/api/calls/${id}`);
      await world.call('POST', '/api/suppressions', { body: { phone: body.data.to_number } });
      expect((await retry(id)).status).toBe(409);
    });
  });

  it('hang up by a job; one that was not placed yet is canceled at once', async () => {
    const planned = await newCall();
    const live = await newCall(`status = 'ringing'`);
    const hangup = (id: string) => world.call('POST', `/api/calls/${id}/hangup`);
    const canceled = await hangup(planned.id);
    expect([canceled.status, canceled.body.data.status]).toEqual([200, 'canceled']);
    expect((await hangup(planned.id)).status).toBe(409);
    const ending = await hangup(live.id);
    expect([ending.status, ending.body.data.job_id]).toEqual([202, `end-${live.id}`]);
    const job = await world.call('GET', `/api/queue/jobs/end-${live.id}`);
    expect(job.body.data).toMatchObject({ queue: 'end-call', call: { id: live.id } });
  });

  it('unknown: 404; with an invalid id: 400', async () => {
    const nobody = '0b5c8b0e-6a0a-4f38-9c1e-1f2d3c4b5a69';
    expect((await world.call('GET', `/api/calls/${nobody}`)).status).toBe(404);
    expect((await world.call('GET', '/api/calls/7')).status).toBe(400);
    expect((await world.call('GET', `/api/queue/jobs/call-${nobody}`)).status).toBe(404);
    expect((await world.call('GET', '/api/queue/jobs/what')).status).toBe(404);
  });
});

describe('transcripts', () => {
  it('have exactly the documented shape, in the order of the words', async () => {
    const { sid } = await newCall();
    const at = NOON.toISOString();
    await createTranscripts(world.rows).save(
      sid,
      [
        { seq: 2, role: 'user', content: 'Yes', heard: true, at },
        {
          seq: 1,
          role: 'assistant',
          content: 'Hello, are',
          heard: false,
          generated: 'Hello, are you there?',
          at,
        },
      ],
      NOON,
    );
    const { status, body } = await world.call('GET', `/transcripts/${sid}`);
    expect(status).toBe(200);
    const id = expect.any(Number);
    const timestamp = expect.any(String);
    expect(body).toEqual({
      callSid: sid,
      transcripts: [
        { id, call_sid: sid, role: 'assistant', content: 'Hello, are', timestamp, heard: false },
        { id, call_sid: sid, role: 'user', content: 'Yes', timestamp, heard: true },
      ],
      messageCount: 2,
      success: true,
    });
  });

  it('are empty for a call without words, and 404 for no call', async () => {
    const { sid } = await newCall();
    const silent = await world.call('GET', `/transcripts/${sid}`);
    expect(silent.body).toEqual({ callSid: sid, transcripts: [], messageCount: 0, success: true });
    expect((await world.call('GET', `/transcripts/${callSidOf(999_999)}`)).status).toBe(404);
  });
});

describe('recordings', () => {
  const RE = `RE${'1'.repeat(32)}`;
  const get = (id: string, headers: Record<string, string> = {}) =>
    world.call('GET', `/api/calls/${id}/recording`, { headers });

  it('are fetched with our credentials, whatever URL a webhook gave', async () => {
    const { id } = await newCall(
      `recording_sid = '${RE}', recording_url = 'http://evil.example/x'`,
    );
    const { status, text, headers } = await get(id);
    expect([status, text]).toEqual([200, SOUND.toString()]);
    expect(headers.get('content-type')).toBe('audio/wav');
    const { url, authorization } = recordings.asked.at(-1) ?? { url: '', authorization: '' };
    expect(url).toBe(`/2010-04-01/Accounts/AC${'a'.repeat(32)}/Recordings/${RE}.wav`);
    expect(authorization).toMatch(/^Basic /);
  });

  it('come in parts for a player that seeks', async () => {
    const { id } = await newCall(`recording_sid = '${RE}'`);
    const part = await get(id, { range: 'bytes=5-8' });
    expect([part.status, part.text]).toEqual([206, '0123']);
    expect(part.headers.get('content-range')).toBe('bytes 5-8/15');
    expect((await get(id, { range: 'bytes=90-' })).status).toBe(416);
  });

  it('that do not exist, or were deleted: 404', async () => {
    const { id } = await newCall();
    const gone = await newCall(`recording_sid = 'RE${'f'.repeat(32)}'`);
    expect([(await get(id)).status, (await get(gone.id)).status]).toEqual([404, 404]);
  });
});

describe('work on demand', () => {
  it('analyses a call that has ended again, under a new job each time', async () => {
    const { sid, id } = await newCall(`status = 'completed', ended_at = now()`);
    const analyze = () =>
      world.call('POST', '/api/queue/analyze-conversation', { body: { call_sid: sid } });
    const [first, second] = [await analyze(), await analyze()];
    expect([first.status, first.body.data.queued]).toEqual([202, true]);
    expect(first.body.data.job_id).toMatch(new RegExp(`^analyze-${id}-`));
    expect(second.body.data.job_id).not.toBe(first.body.data.job_id);
  });

  it('does not analyse a live or unknown call', async () => {
    const { sid } = await newCall(`status = 'in_progress'`);
    const analyze = (call_sid: string) =>
      world.call('POST', '/api/queue/analyze-conversation', { body: { call_sid } });
    expect((await analyze(sid)).status).toBe(409);
    expect((await analyze(callSidOf(888_888))).status).toBe(404);
    expect((await analyze('nonsense')).status).toBe(400);
  });

  it('says what to do when no worker cleans up in time', async () => {
    const { status, body } = await world.call('POST', '/api/queue/cleanup', {
      body: { task: 'lost-work' },
    });
    expect(status).toBe(504);
    expect(body.detail).toContain('call-worker');
  });

  it('shows the load', async () => {
    const { body } = await world.call('GET', '/api/queue/stats');
    expect(body.data.queue_reachable).toBe(true);
    const queues: { name: string }[] = body.data.queues;
    expect(queues.find(({ name }) => name === 'cleanup')).toMatchObject({
      paused: false,
      waiting: 1,
    });
    expect(body.data.calls.calls.scheduled).toBeGreaterThan(0);
  });

  it('shows how many lines are taken: calls of ours that are on the line, and no others', async () => {
    const taken = async () => (await world.call('GET', '/api/queue/stats')).body.data.lines;
    const before = await taken();
    await newCall(`status = 'in_progress'`);
    await newCall(`status = 'in_progress', direction = 'inbound'`);
    await newCall(`status = 'completed'`);
    expect(await taken()).toEqual({ in_use: before.in_use + 1, limit: 20 });
  });
});

describe('agents', () => {
  it('are listed, made and changed; a name is given once', async () => {
    const agent = { name: 'Night desk', business: 'Lakeside', prompt: 'Be brief.' };
    const made = await world.call('POST', '/api/agents', {
      body: { ...agent, transfer_number: '202-555-0199' },
    });
    expect([made.status, made.body.data.transfer_number]).toEqual([201, '+12025550199']);
    expect((await world.call('POST', '/api/agents', { body: agent })).status).toBe(409);
    const changed = await world.call('PATCH', `/api/agents/${made.body.data.id}`, {
      body: { prompt: 'Be briefer.' },
    });
    expect(changed.body.data).toMatchObject({ name: 'Night desk', prompt: 'Be briefer.' });
    const list = await world.call('GET', '/api/agents');
    expect(list.body.data.map(({ name }: { name: string }) => name)).toContain('Night desk');
  });

  it('refuse tools that do not exist', async () => {
    const { status, body } = await world.call('POST', '/api/agents', {
      body: { name: 'X', business: 'Y', prompt: 'Z', tools: ['end_call', 'wire_money'] },
    });
    expect([status, body.faults[0].path]).toEqual([400, 'tools.1']);
  });
});

it('never shows which key a request used', async () => {
  const { text } = await world.call('GET', '/api/keys');
  expect(text).not.toContain(ADMIN_KEY);
});
