import { afterAll, beforeAll, describe, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type DashboardWorld, startDashboardWorld } from './dashboard-world.ts';

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
  await world.system.api('POST', `/api/conversations/${id}/takeover`);
  return { phone, id, path: `/inbox/${id}` };
}

const hasText = (page: Page, words: string) =>
  page.locator('.msg .b', { hasText: words }).first().waitFor();

const openStreams = () => world.system.until(world.openStreams, (count) => count === 1);

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
});

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
