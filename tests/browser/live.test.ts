import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startTcpProxy, type TcpProxy } from '../system/tcp-proxy.ts';
import { type DashboardWorld, startDashboardWorld } from './dashboard-world.ts';

let world: DashboardWorld;
beforeAll(async () => {
  world = await startDashboardWorld();
});
const proxies: TcpProxy[] = [];
afterAll(async () => {
  for (const proxy of proxies) await proxy.stop();
  await world.stop();
});

let next = 1;
async function conversation() {
  const phone = `+1202555${String(7_000 + next++)}`;
  await world.leadWrites(phone, 'Hello');
  const id = await world.conversationWith(phone);
  await world.system.api('POST', `/api/conversations/${id}/takeover`);
  return { phone, id, path: `/inbox/${id}` };
}

const hasText = (page: Page, words: string) =>
  page.locator('.msg .b', { hasText: words }).first().waitFor();

const openStreams = () => world.system.until(world.openStreams, (count) => count === 1);

describe('after a deploy', () => {
  it('opens pages and dialogs whose files are no longer on the server, without a reload', async () => {
    const { path } = await conversation();
    const page = await world.open('Dana Whitfield', path);
    await hasText(page, 'Hello');
    await page.waitForFunction(() => {
      const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
      return ['leads-page', 'new-lead-dialog', 'call-page', 'key-map-dialog'].every((part) =>
        loaded.some((name) => name.includes(`/${part}`)),
      );
    });
    await page.route('**/assets/**', (route) => route.fulfill({ status: 404, body: 'gone' }));
    await page.evaluate('window.notReloaded = true');
    await page.keyboard.press('g');
    await page.keyboard.press('l');
    await page.getByRole('button', { name: 'New lead' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await page.evaluate('window.notReloaded')).toBe(true);
    await page.context().close();
  });
});

describe('the stream', () => {
  it('is one for all tabs of a browser', async () => {
    const { phone, path } = await conversation();
    const page = await world.open('Dana Whitfield', path);
    const tabs = await moreTabs(page, 2);
    await openStreams();
    await world.leadWrites(phone, 'To all tabs');
    for (const tab of tabs) await hasText(tab, 'To all tabs');
    await page.context().close();
  });

  it('goes on after a cut without a reload, and says that it was cut and is back', async () => {
    const { phone, path } = await conversation();
    const proxy = await startTcpProxy({ host: '127.0.0.1', port: portOf(world.url) });
    proxies.push(proxy);
    const page = await world.open('Dana Whitfield', path, {}, `http://127.0.0.1:${proxy.port}`);
    await hasText(page, 'Hello');
    await world.system.until(world.openStreams, (count) => count === 1);
    await page.evaluate('window.notReloaded = true');

    await proxy.shut();
    await page.getByText('No connection since').waitFor();
    await world.leadWrites(phone, 'Written while nobody heard');
    await world.system.until(
      () => world.system.exec(`select 1 from sms_messages where body like 'Written while%'`),
      (rows) => rows.length === 1,
    );
    await proxy.open();
    await hasText(page, 'Written while nobody heard');
    await page.getByText('What happened meanwhile is on the page').waitFor();

    expect(await page.evaluate('window.notReloaded')).toBe(true);
    await page.context().close();
  });

  it('keeps seven tabs live on plain http from another address', async () => {
    const { phone, path } = await conversation();
    const page = await world.open('Dana Whitfield', path, {}, fromOutside(world.url));
    expect(await page.evaluate('isSecureContext')).toBe(false);
    const tabs = await moreTabs(page, 6);
    await world.leadWrites(phone, 'To all seven tabs');
    for (const tab of tabs) await hasText(tab, 'To all seven tabs');
    await openStreams();
    await page.context().close();
  });
});

const portOf = (url: string) => Number(new URL(url).port);

/** The same place under a name that no browser trusts without https. */
const fromOutside = (url: string) => `http://ringback.test:${portOf(url)}`;

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
