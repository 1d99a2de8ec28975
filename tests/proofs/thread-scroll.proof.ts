import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type DashboardWorld, startDashboardWorld } from '../browser/dashboard-world.ts';

/** `MESSAGES=2000 npm run proof -- thread-scroll` takes fewer. */
const MESSAGES = Number(process.env['MESSAGES'] ?? 10_000);
const MOST_MS = 50;
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
  insert into sms_messages
    select (jsonb_populate_record(m, jsonb_build_object(
      'message_id', gen_random_uuid(), 'seq', n, 'body', 'Text ' || n || repeat(' and more words', n % 9),
      'provider_message_id', 'thread-scroll-' || n, 'client_message_id', null,
      'created_at', m.created_at - (${MESSAGES} - n) * interval '1 minute'))).*
    from sms_messages m, generate_series(1, ${MESSAGES - 1}) n
    where m.conversation_id = '${id}' and m.seq = ${MESSAGES};
  set session_replication_role = origin;`;

/** Loads page after page at the upper edge; how far the first item in sight moved each time. */
async function scrollUp(page: Page): Promise<number[]> {
  const shifts: number[] = [];
  const older = page.getByRole('button', { name: 'Load older' });
  while ((await older.count()) > 0) {
    shifts.push(
      await page.evaluate(async () => {
        const log = document.querySelector('.log') as HTMLElement;
        log.dispatchEvent(new WheelEvent('wheel', { bubbles: true }));
        log.scrollTop = 0;
        await new Promise((done) => setTimeout(done, 200));
        const first = log.querySelector<HTMLElement>('.log-item');
        const key = first?.dataset['key'] ?? '';
        const top = () =>
          log.querySelector(`[data-key="${CSS.escape(key)}"]`)?.getBoundingClientRect().top;
        const before = top() ?? 0;
        (log.querySelector('.log-head button') as HTMLElement).click();
        const isLoaded = () =>
          (log.querySelector('.log-head button') as HTMLElement | null)?.ariaBusy !== 'true';
        await new Promise((done) => setTimeout(done, 50));
        while (!isLoaded()) await new Promise((done) => setTimeout(done, 20));
        await new Promise((done) => setTimeout(done, 300));
        return Math.abs((top() ?? Number.POSITIVE_INFINITY) - before);
      }),
    );
  }
  return shifts;
}

it(`a thread of ${MESSAGES} texts is scrolled to its beginning`, async () => {
  await world.leadWrites(PHONE, 'The newest');
  const id = await world.conversationWith(PHONE);
  await world.system.api('POST', `/api/conversations/${id}/takeover`);
  await world.system.exec(fill(id));
  const page = await world.open('Dana Whitfield', `/inbox/${id}?view=open`);
  await page.locator('.msg .b').first().waitFor();
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(window, { tasks });
    new PerformanceObserver((list) => {
      tasks.push(...list.getEntries().map(({ duration }) => duration));
    }).observe({ type: 'longtask' });
  });
  const profiler = await page.context().newCDPSession(page);
  await profiler.send('Profiler.enable');
  await profiler.send('Profiler.start');
  const shifts = await scrollUp(page);
  const { profile } = await profiler.send('Profiler.stop');
  // biome-ignore lint/style/noProcessEnv: where who looks for a cause wants the profile
  const path = process.env['PROFILE'];
  if (path) writeFileSync(path, JSON.stringify(profile));
  const tasks = (await page.evaluate('window.tasks')) as number[];
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
