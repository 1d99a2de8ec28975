import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type DashboardWorld, type Person, startDashboardWorld } from './dashboard-world.ts';

let world: DashboardWorld;
beforeAll(async () => {
  world = await startDashboardWorld({ live: { recheckMs: 300 } });
});
afterAll(() => world.stop());

let next = 1;
async function conversation() {
  const phone = `+1202555${String(5_000 + next++)}`;
  await world.leadWrites(phone, 'Hello');
  const id = await world.conversationWith(phone);
  await world.system.api('POST', `/api/conversations/${id}/takeover`);
  return { phone, id, path: `/inbox/${id}` };
}

const hasText = (page: Page, words: string) =>
  page.locator('.msg .b', { hasText: words }).first().waitFor();
const over = (page: Page) => page.getByRole('dialog', { name: 'Sign in' });
const signInAs = (page: Page, person: Person) =>
  page.getByRole('button', { name: `Sign in as ${person}` }).click();

/** A write as a page makes it, with the token of who is signed in; the status of its answer. */
const write = (page: Page, method: string, path: string, body: object): Promise<number> =>
  page.evaluate(
    async ([method, path, body]) => {
      const me = await (await fetch('/api/me')).json();
      const headers = { 'content-type': 'application/json', 'x-csrf-token': me.data.csrf_token };
      return (await fetch(path, { method, headers, body })).status;
    },
    [method, path, JSON.stringify(body)] as const,
  );

describe('signing in', () => {
  it('says how many tries are left, and opens the page that was asked for', async () => {
    const { path } = await conversation();
    const page = await world.openSignedOut(path);
    expect(await page.title()).toBe('Sign in · Ringback');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: 'An email and a password' }).waitFor();
    await page.getByLabel('Email').fill(world.admin.email);
    await page.getByLabel('Password').fill('not this one');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: '4 tries are left' }).waitFor();
    // What is typed next replaces the wrong one.
    await page.keyboard.type(world.admin.password);
    await page.keyboard.press('Enter');
    await hasText(page, 'Hello');
    expect(new URL(page.url()).pathname).toBe(path);
    await page.context().close();
  });
});

describe('a role', () => {
  it('of a viewer has nothing that writes on the page, and no write is taken', async () => {
    const { id, path } = await conversation();
    const page = await world.signIn('Vera', path);
    await hasText(page, 'Hello');
    const names = await page.getByRole('button').allInnerTexts();
    const writes = /take over|hand back|close|assign|do not|send|call now|note|stop contact/i;
    expect(names.filter((name) => writes.test(name))).toEqual([]);
    expect(await page.locator('.composer textarea').count()).toBe(0);
    const answers = [
      await write(page, 'PUT', '/api/switches/stop_texts', { is_on: true, reason: null }),
      await write(page, 'POST', `/api/conversations/${id}/takeover`, {}),
      await write(page, 'POST', '/api/leads', { phone: '+12025550188', name: 'Ada' }),
    ];
    expect(answers).toEqual([403, 403, 403]);
    await page.context().close();
  });

  it('of an agent stops everything, and cannot let it go on', async () => {
    const agent = await world.signIn('Marcus', '/inbox');
    const admin = await world.signIn('Dana Whitfield', '/inbox');
    for (const page of [agent, admin]) await page.locator('.conv').first().waitFor();
    await agent.getByRole('button', { name: 'Stop contact…' }).click();
    await agent.getByRole('switch').or(agent.getByRole('checkbox')).nth(2).click();
    const band = (page: Page) => page.locator('.band.stop');
    await band(agent).waitFor();
    await agent.keyboard.press('Escape');
    expect(await band(agent).getByRole('button').count()).toBe(0);
    const goOn = { is_on: false, reason: null };
    expect(await write(agent, 'PUT', '/api/switches/stop_all', goOn)).toBe(403);
    await band(admin).getByRole('button').waitFor();
    expect(await write(admin, 'PUT', '/api/switches/stop_all', goOn)).toBe(200);
    await band(agent).waitFor({ state: 'detached' });
    await agent.context().close();
    await admin.context().close();
  });
});

describe('what people set for themselves', () => {
  it('is kept, and is there again after a reload', async () => {
    const page = await world.signIn('Marcus', '/inbox');
    const open = async () => {
      await page.locator('.nav-foot').getByRole('button', { name: 'Marcus' }).click();
      await page.getByRole('button', { name: 'Preferences' }).click();
      await page.getByRole('dialog', { name: 'Preferences' }).waitFor();
    };
    const sound = page.getByLabel('Sound when somebody begins to wait for a person');
    const dark = page.getByRole('radio', { name: 'Dark' });
    await open();
    for (const change of [() => dark.click(), () => sound.click()]) {
      const saved = page.waitForResponse((answer) => answer.request().method() === 'PATCH');
      await change();
      expect((await saved).status()).toBe(200);
    }
    await page.reload();
    await open();
    expect([await dark.isChecked(), await sound.isChecked()]).toEqual([true, false]);
    await page.context().close();
  });
});

describe('a session that ends', () => {
  it('by signing out ends for all pages of that browser, and for no other', async () => {
    const { path, phone } = await conversation();
    const page = await world.signIn('Dana Whitfield', path);
    const second = await page.context().newPage();
    await second.goto(world.url + path);
    const elsewhere = await world.signIn('Dana Whitfield', path);
    for (const one of [page, second, elsewhere]) await hasText(one, 'Hello');
    await page.locator('.nav-foot').getByRole('button', { name: 'Dana Whitfield' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: /^Sign in to/ }).waitFor();
    await over(second).waitFor();
    await world.leadWrites(phone, 'Still there?');
    await hasText(elsewhere, 'Still there?');
    expect(await over(elsewhere).count()).toBe(0);
    for (const one of [page, elsewhere]) await one.context().close();
  });

  it('puts signing in over the page, which goes on afterwards with what was typed', async () => {
    const { path, phone } = await conversation();
    const page = await world.signIn('Marcus', path);
    await hasText(page, 'Hello');
    await page.keyboard.press('r');
    await page.locator('.composer textarea').fill('We open at');
    await world.system.exec(`delete from sessions`);
    await over(page).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('t');
    expect(await over(page).isVisible()).toBe(true);
    await world.leadWrites(phone, 'Written meanwhile');
    await signInAs(page, 'Marcus');
    await over(page).waitFor({ state: 'detached' });
    await hasText(page, 'Written meanwhile');
    expect(await page.locator('.composer textarea').inputValue()).toBe('We open at');
    await world.leadWrites(phone, 'And live again');
    await hasText(page, 'And live again');
    await page.context().close();
  });
});
