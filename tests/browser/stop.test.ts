import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type DashboardWorld, startDashboardWorld } from './dashboard-world.ts';

let world: DashboardWorld;
beforeAll(async () => {
  world = await startDashboardWorld();
});
afterAll(() => world.stop());

const switchesOn = async () =>
  (await world.system.exec('select name from switches where is_on order by name')).map(
    ({ name }) => name,
  );

it('stops everything with one press, says so on every page, and asks before it goes on', async () => {
  const page = await world.open('Dana Whitfield', '/leads');
  for (let time = 0; time < 3; time += 1) {
    await page.getByRole('button', { name: 'Stop contact…' }).click();
    await page.getByLabel('Why, for your colleagues').fill('A wrong price');
    await page.getByRole('switch').first().click();
    const band = page.locator('.band.stop');
    await band.getByText('A wrong price').waitFor();
    await band.getByText('by Dana Whitfield').waitFor();
    expect(await switchesOn()).toHaveLength(1);
    await band.getByRole('button').click();
    await page.getByRole('button', { name: 'Let it go on' }).click({ timeout: 3_000 });
    await band.waitFor({ state: 'detached' });
    expect(await switchesOn()).toEqual([]);
  }
  await page.context().close();
});
