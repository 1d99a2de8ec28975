import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createCallSignals } from '@ringback/shared/queue/call-signals.ts';
import { connectBriskly } from '@ringback/shared/queue/connect.ts';
import { put } from '@ringback/shared/testing/put.ts';
import { countFrames } from '../browser/count-frames.ts';
import { type DashboardWorld, startDashboardWorld } from '../browser/dashboard-world.ts';

/** `CALLS=50 SECONDS=5 npm run proof -- wall-of-calls` is a smaller one. */
const CALLS = Number(process.env['CALLS'] ?? 200);
const SECONDS = Number(process.env['SECONDS'] ?? 20);
const SIGNALS_A_SECOND = 4;
const LEAST_FRAMES = 50;

let world: DashboardWorld;
beforeAll(async () => {
  world = await startDashboardWorld();
});
afterAll(() => world.stop());

/** Live calls that nobody carries: each with two turns that were said. */
async function liveCalls(): Promise<string[]> {
  const rows = await world.system.exec(`${put(
    'calls',
    `insert into calls (id, direction, provider, voice, to_number, lead_phone, status, origin, run_at,
       call_sid, dialed_at, answered_at, created_at, updated_at)
     select gen_random_uuid(), 'outbound', 'twilio', 'openai', p, p, 'in_progress', 'api', now(),
       'CA' || md5(p), now(), now(), now(), now()
     from (select '+1202557' || lpad(n::text, 4, '0') as p from generate_series(1, ${CALLS}) n) phones`,
  )};
    insert into conversation_transcripts (call_sid, call_id, seq, role, content, timestamp)
      select c.call_sid, c.id, n, case n when 1 then 'assistant' else 'user' end::transcript_role,
        case n when 1 then 'Hello, is now a good time to talk?' else 'Yes, it is.' end, now()
      from calls c, generate_series(1, 2) n where c.status = 'in_progress';
    select id from calls where status = 'in_progress'`);
  return rows.map(({ id }) => String(id));
}

it(`a wall of ${CALLS} live calls is painted at ${LEAST_FRAMES} frames a second or more`, async () => {
  const ids = await liveCalls();
  expect(ids).toHaveLength(CALLS);
  const page = await world.open('Dana Whitfield', '/calls');
  await page
    .locator('.call-card')
    .nth(CALLS - 1)
    .waitFor();
  const { REDIS_URL = '', QUEUE_PREFIX = '' } = world.system.environment;
  const redis = connectBriskly(REDIS_URL);
  const signals = createCallSignals({ redis, prefix: QUEUE_PREFIX });
  let told = 0;
  const speak = async () => {
    const now = new Date();
    told += 1;
    // Each call tells its own four a second, spread over the second.
    const share = ids.filter((_, index) => index % 10 === told % 10);
    await Promise.all(
      share.map((call_id) =>
        signals.tell(
          {
            ...{ call_id, since: now.toISOString(), tool: null, reply_ms: 640, cut_ins: told % 3 },
            speaker: told % 2 === 0 ? 'lead' : 'agent',
            words: { role: told % 2 === 0 ? 'user' : 'assistant', text: `word ${told} and more` },
          },
          now,
        ),
      ),
    );
  };
  const timer = setInterval(() => void speak(), 1_000 / (SIGNALS_A_SECOND * 10));
  await page
    .locator('.signals')
    .nth(CALLS - 1)
    .waitFor();
  const frames = await countFrames(page, SECONDS);
  clearInterval(timer);
  redis.disconnect();
  const perSecond = frames.frames / (frames.ms / 1_000);
  const figures = {
    ...{ calls: CALLS, seconds: SECONDS, signals_a_second: CALLS * SIGNALS_A_SECOND },
    frames_a_second: Math.round(perSecond * 10) / 10,
    longest_frame_ms: Math.round(frames.longestMs),
    least: LEAST_FRAMES,
  };
  process.stdout.write(`${JSON.stringify({ proof: 'wall-of-calls', ...figures })}\n`);
  await page.context().close();
  expect(perSecond).toBeGreaterThanOrEqual(LEAST_FRAMES);
});
