import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type DashboardWorld, startDashboardWorld } from '../browser/dashboard-world.ts';

/** `MESSAGES=2000 npm run proof -- thread-scroll` takes fewer. */
const MESSAGES = Number(process.env['MESSAGES'] ?? 10_000);
const MOST_MS = 50;
const SCROLL = { path: 'tests/browser/scroll-page.js' };
const PHONE = '+12025556999';

let world: DashboardWorld;
beforeAll(async () => {
  world = await startDashboardWorld({
    settings: { RATE_LIMIT_PER_MINUTE: '1000000' },
    without: ['call-worker', 'sms-worker', 'media-gateway', 'analyzer'],
  });
});
afterAll(() => world.stop());

/** Older texts of the one who wrote, a minute apart: its own row again and again. */
const fill = (id: string) => `
  set session_replication_role = replica;
  update sms_messages set seq = ${MESSAGES} where conversation_id = '${id}' and seq is not null;
  update sms_conversations set last_inbound_seq = ${MESSAGES}, last_read_seq = ${MESSAGES} where id = '${id}';
  insert into sms_messages (message_id, seq, body, created_at, conversation_id, lead_id, lead_phone, direction, author, kind, delivery_status, provider, updated_at)
    select gen_random_uuid(), n, 'Text ' || n || repeat(' and more words', n % 9),
      created_at - (${MESSAGES} - n) * interval '1 minute', conversation_id, lead_id, lead_phone, direction, author, kind, delivery_status, provider, updated_at
    from sms_messages, generate_series(1, ${MESSAGES - 1}) n
    where conversation_id = '${id}' and seq = ${MESSAGES};
  set session_replication_role = origin;`;

/** Loads page after page at the upper edge; how far the first item in sight moved each time. */
async function scrollUp(page: Page): Promise<number[]> {
  const shifts: number[] = [];
  for (;;) {
    const shift = (await page.evaluate('scrolled.loadOlder()')) as number | null;
    if (shift === null) return shifts;
    shifts.push(shift);
  }
}

it(`a thread of ${MESSAGES} texts is scrolled to its beginning`, async () => {
  await world.leadWrites(PHONE, 'The newest');
  const id = await world.conversationWith(PHONE);
  await world.system.api('POST', `/api/conversations/${id}/takeover`);
  await world.system.exec(fill(id));
  const page = await world.open('Dana Whitfield', `/inbox/${id}?view=open`, {}, world.url, [
    SCROLL,
  ]);
  await page.locator('.msg .b').first().waitFor();
  const profiler = await page.context().newCDPSession(page);
  await profiler.send('Profiler.enable');
  await profiler.send('Profiler.start');
  const shifts = await scrollUp(page);
  const { profile } = await profiler.send('Profiler.stop');
  // Whoever looks for a cause names a file for the profile.
  const path = process.env['PROFILE'];
  if (path) writeFileSync(path, JSON.stringify(profile));
  const tasks = (await page.evaluate('scrolled.tasks')) as number[];
  expect(await page.evaluate('scrolled.afterOneMore()')).toBe(tasks.length + 1);
  const figures = {
    messages: MESSAGES,
    pages: shifts.length,
    longest_task_ms: Math.max(0, ...tasks),
    tasks_over_50_ms: tasks.length,
    largest_shift_px: Math.max(0, ...shifts),
  };
  process.stdout.write(`${JSON.stringify({ proof: 'thread-scroll', ...figures })}\n`);
  expect(figures.pages).toBeGreaterThan(MESSAGES / 250);
  expect(figures.largest_shift_px).toBeLessThanOrEqual(1);
  expect(figures.longest_task_ms).toBeLessThanOrEqual(MOST_MS);
});
