import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startTcpProxy } from '../system/tcp-proxy.ts';
import { type DashboardWorld, startDashboardWorld } from './dashboard-world.ts';
import { startViteServer } from './vite-server.ts';

let world: DashboardWorld;
beforeAll(async () => {
  world = await startDashboardWorld();
});
afterAll(() => world.stop());

let next = 1;
async function conversation() {
  const phone = `+1202555${String(7_000 + next++)}`;
  await world.leadWrites(phone, 'Hello');
  const id = await world.conversationWith(phone);
  await world.house.api('POST', `/api/conversations/${id}/takeover`);
  return { phone, id, path: `/inbox/${id}` };
}

const hasText = (page: Page, words: string) =>
  page.locator('.msg .b', { hasText: words }).first().waitFor();

const openStreams = () => world.house.until(world.openStreams, (count) => count === 1);

describe('the stream', () => {
  it('goes on after it was cut, without a reload, and says so to who develops', async () => {
    const { phone, path } = await conversation();
    const { port } = new URL(world.url);
    const proxy = await startTcpProxy({ host: '127.0.0.1', port: Number(port) });
    const vite = await startViteServer(`http://127.0.0.1:${proxy.port}`);
    const page = await world.open('Dana Whitfield', path, {}, vite.url);
    const said: string[] = [];
    const hasSaid = (words: RegExp, from: number) =>
      world.house.until(
        async () => said.slice(from).some((line) => words.test(line)),
        (is) => is,
      );
    page.on('console', (message) => said.push(message.text()));
    await page.reload();
    await hasText(page, 'Hello');
    await hasSaid(/^\[SSE\] connected$/, 0);
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
    const cutAt = said.length;
    await proxy.shut();
    await hasSaid(/^\[SSE\] error, reconnect in \d+ms/, cutAt);
    await world.leadWrites(phone, 'Written while it was cut');
    await proxy.open();
    await hasSaid(/^\[SSE\] connected$/, cutAt);
    await hasText(page, 'Written while it was cut');
    await hasSaid(/^\[SSE\] new_message merged$/, cutAt);
    expect(await page.evaluate(() => 'isSamePage' in globalThis)).toBe(true);
    await page.context().close();
    await vite.stop();
    await proxy.stop();
  });

  it('is one for all tabs of a browser', async () => {
    const { phone, path } = await conversation();
    const page = await world.open('Dana Whitfield', path);
    const tabs = await moreTabs(page, 2);
    await openStreams();
    await world.leadWrites(phone, 'To all tabs');
    for (const tab of tabs) await hasText(tab, 'To all tabs');
    await page.context().close();
  });

  it('is one for seven tabs on plain http, where a browser has no Web Locks', async () => {
    const { phone, path } = await conversation();
    const url = world.url.replace('127.0.0.1', 'ringback.test');
    const page = await world.open('Dana Whitfield', path, {}, url);
    const isLockless = () => !isSecureContext && !('locks' in navigator);
    expect(await page.evaluate(isLockless)).toBe(true);
    const tabs = await moreTabs(page, 6);
    await openStreams();
    await world.leadWrites(phone, 'To all seven');
    for (const tab of tabs) await hasText(tab, 'To all seven');
    // The tab that led is closed: another one goes on where it stood.
    await page.close();
    await world.leadWrites(phone, 'Nothing is lost');
    for (const tab of tabs.slice(1)) await hasText(tab, 'Nothing is lost');
    await openStreams();

    const [session] = await page.context().cookies();
    const headers = { cookie: `${session?.name}=${session?.value}` };
    const ends = new AbortController();
    const more = () => fetch(`${world.url}/api/live`, { headers, signal: ends.signal });
    for (let n = 0; n < 9; n += 1) expect((await more()).status).toBe(200);
    const refused = await more();
    expect(refused.status).toBe(429);
    expect(await refused.text()).toContain('10 live streams open, which is as many as it may');
    ends.abort();
    await page.context().close();
  });
});

it('shows ten texts that come at once in their order, and the same after a hard reload', async () => {
  const { id, phone, path } = await conversation();
  const page = await world.open('Dana Whitfield', path);
  await hasText(page, 'Hello');
  const tests = Array.from({ length: 5 }, (_, index) => `test${index + 1}`);
  const rapid = ['hi', 'kifak', 'sho', '3amel', 'marhaba', ...tests];
  await world.leadWrites(phone, rapid);
  const shown = await shownTen(page);
  const rows = await world.house.exec(
    `select body from sms_messages where conversation_id = '${id}' and author = 'lead'
      and body <> 'Hello' order by seq`,
  );
  expect(shown).toEqual(rows.map((row) => row['body']));
  expect([...shown].sort()).toEqual([...rapid].sort());
  const debug = await page.context().newCDPSession(page);
  await debug.send('Page.reload', { ignoreCache: true });
  expect(await shownTen(page)).toEqual(shown);
  await page.context().close();
});

/** The ten texts after the greeting, which may be out of sight. */
const shownTen = (page: Page) =>
  world.house.until(
    async () =>
      (await page.locator('.msg.lead .b').allInnerTexts()).filter((words) => words !== 'Hello'),
    (words) => words.length === 10,
  );

/** The same page in more tabs of the same browser, and the first. */
async function moreTabs(page: Page, count: number): Promise<Page[]> {
  await hasText(page, 'Hello');
  const tabs = [page];
  for (let n = 0; n < count; n += 1) {
    const tab = await page.context().newPage();
    await tab.goto(page.url());
    await hasText(tab, 'Hello');
    tabs.push(tab);
  }
  return tabs;
}
