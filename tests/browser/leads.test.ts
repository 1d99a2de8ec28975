import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DashboardWorld, startDashboardWorld } from './dashboard-world.ts';
import { violationsOf } from './violations-of.ts';

let world: DashboardWorld;
beforeAll(async () => {
  world = await startDashboardWorld();
});
afterAll(() => world.stop());

let next = 1;
/** A lead with a text of its own, an answer to it, and a call that was ordered. */
async function lead(name: string) {
  const phone = `+1202555${String(4_000 + next++)}`;
  await world.leadWrites(phone, 'Is the wagon still there?');
  const conversation = await world.conversationWith(phone);
  await world.system.api('POST', `/api/conversations/${conversation}/takeover`);
  const [row] = await world.system.exec(`select id from leads where phone = '${phone}'`);
  const id = Number(row?.['id']);
  await world.system.api('PATCH', `/api/leads/${id}`, { name, timezone: 'Asia/Kolkata' });
  await world.system.api('POST', '/api/queue/schedule-call', { lead_id: id });
  return { id, phone, name, path: `/leads/${id}` };
}

describe('the leads', () => {
  it('finds a lead by a part of the name, and keeps the search in the address', async () => {
    await lead('Ada Quill');
    await lead('Bert Moss');
    const page = await world.open('Dana Whitfield', '/leads');
    await page.locator('tbody tr', { hasText: 'Bert Moss' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('quill');
    await page.locator('tbody tr', { hasText: 'Bert Moss' }).waitFor({ state: 'detached' });
    expect(await page.locator('tbody th').allInnerTexts()).toEqual(['Ada Quill']);
    expect(new URL(page.url()).searchParams.get('q')).toBe('quill');
    await page.context().close();
  });

  it('tells a story of a text and a call, and why the call was allowed', async () => {
    const { path } = await lead('Cleo Hart');
    const page = await world.open('Dana Whitfield', path);
    await page.getByRole('heading', { level: 1, name: 'Cleo Hart' }).waitFor();
    await page.locator('.say', { hasText: 'Is the wagon still there?' }).waitFor();
    const call = page.locator('.it', { hasText: /call to them/i });
    await call.locator('.why-line').first().click();
    await call.locator('.evidence', { hasText: 'Asia/Kolkata' }).waitFor();
    expect(page.url()).toMatch(/\/why\/\d+$/);
    await page.context().close();
  });

  it.each([
    [1440, 'light'],
    [1440, 'dark'],
    [390, 'light'],
  ] as const)(
    'have no faults of access, nor scroll sideways, at %i px, %s',
    async (width, colorScheme) => {
      const { name, path } = await lead(`Dora ${width} ${colorScheme}`);
      const page = await world.open('Dana Whitfield', '/leads', { colorScheme });
      await page.setViewportSize({ width, height: 844 });
      await page.locator('tbody th', { hasText: name }).waitFor();
      const wide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(await violationsOf(page)).toEqual([]);
      expect(await wide()).toBeLessThanOrEqual(0);
      await page.goto(world.url + path);
      await page.locator('.say', { hasText: 'Is the wagon still there?' }).waitFor();
      await page.locator('.why-line').first().click();
      await page.locator('.evidence').waitFor();
      expect(await violationsOf(page)).toEqual([]);
      expect(await wide()).toBeLessThanOrEqual(0);
      await page.context().close();
    },
  );
});
