import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { awake, numberWithStory } from '../people.ts';
import { type DashboardWorld, startDashboardWorld } from './dashboard-world.ts';

/** Ten tasks of a day, each by keys alone: nothing here presses, points or fills by the mouse. */
let world: DashboardWorld;
beforeAll(async () => {
  world = await startDashboardWorld();
});
afterAll(() => world.stop());

let next = 1;
/** A lead that asks for a person, and nobody has them yet. */
async function asking(name: string) {
  const phone = `+1202555${String(8_000 + next++)}`;
  await world.leadWrites(phone, 'Can I talk to a real person please?');
  const id = await world.conversationWith(phone);
  const [row] = await world.system.exec(`select id from leads where phone = '${phone}'`);
  const leadId = Number(row?.['id']);
  await world.system.api('PATCH', `/api/leads/${leadId}`, { name, timezone: awake() });
  await world.system.until(
    () =>
      world.system.exec(`select 1 from sms_conversations where id = '${id}' and owner = 'human'`),
    (rows) => rows.length > 0,
  );
  return { name, phone, id, leadId, path: `/inbox/${id}` };
}

/** A lead that agreed to texts and calls in a form. */
async function fromForm(name: string, phone: string): Promise<number> {
  const secret = 'the-secret-of-the-form-0123';
  await world.system.api('POST', '/api/lead-sources', { source: 'site', secret });
  const consent = { text: 'Yes, text and call me about this offer.', channel: 'all' };
  await fetch(`${world.url}/webhooks/leads/site`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-ringback-secret': secret },
    body: JSON.stringify({ phone, name, timezone: awake(), consent }),
  });
  const [row] = await world.system.exec(`select id from leads where phone = '${phone}'`);
  return Number(row?.['id']);
}

const keys = async (page: Page, ...presses: string[]) => {
  for (const press of presses) await page.keyboard.press(press);
};
const owner = (page: Page, words: string) =>
  page.locator('.owner', { hasText: words }).first().waitFor();
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '');
/** Tab until what has the focus says these words; an end, so that a loop fails and is not waited for. */
async function tabTo(page: Page, words: RegExp): Promise<void> {
  for (let tabs = 0; tabs < 60; tabs += 1) {
    if (words.test(await focused(page))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Nothing that says ${words} gets the focus within 60 tabs.`);
}
const inOrder = async (id: string) =>
  (
    await world.system.exec(
      `select owner, assigned_to, ended_at from sms_conversations where id = '${id}'`,
    )
  )[0];

describe('by keys alone', () => {
  it('1 one signs in, and 2 opens who waits, takes over, and 3 answers', async () => {
    const waiting = await asking('Ida Nowak');
    const page = await world.openSignedOut('/inbox?view=needs');
    await page.waitForFunction(() => document.activeElement?.matches('input[type="email"]'));
    await page.keyboard.type(world.admin.email);
    await keys(page, 'Tab');
    await page.keyboard.type(world.admin.password);
    await keys(page, 'Enter');
    await page.locator('.conv', { hasText: waiting.name }).waitFor();

    await keys(page, 'j', 'Enter');
    await page.locator('.thread', { hasText: waiting.name }).waitFor();
    await page.locator('.owner').waitFor();
    await keys(page, 't');
    await owner(page, 'You answer');

    await page.waitForFunction(() => document.activeElement?.matches('.composer textarea'));
    await page.keyboard.type('Dana here, how can I help?');
    await keys(page, 'ControlOrMeta+Enter');
    await page
      .locator('.msg', { hasText: 'Dana here' })
      .locator('.by', { hasText: 'delivered' })
      .waitFor();
    await page.context().close();
  });

  it('4 one leaves a note, 5 gives the conversation to a colleague, 6 closes it and takes that back', async () => {
    const waiting = await asking('Jo Amsel');
    const page = await world.open('Dana Whitfield', waiting.path);
    await page.locator('.owner').waitFor();
    await keys(page, 'n');
    await page.keyboard.type('Wants the red one');
    await keys(page, 'ControlOrMeta+Enter');
    await page.locator('.msg.note', { hasText: 'Wants the red one' }).waitFor();

    await keys(page, 'Escape', 'a');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, /^..?Marcus$|^Marcus/);
    await keys(page, 'Enter');
    await owner(page, 'Marcus');

    await keys(page, 'e');
    await page.locator('.toast', { hasText: 'Closed' }).waitFor();
    expect((await inOrder(waiting.id))?.['ended_at']).not.toBeNull();
    await keys(page, 'z');
    await page.locator('.composer').waitFor();
    await world.system.until(
      () => inOrder(waiting.id),
      (row) => row?.['ended_at'] === null,
    );
    await page.context().close();
  });

  it('7 one finds a lead by a part of the name, sees 8 why they were called, and writes to them', async () => {
    const phone = numberWithStory('03', 470);
    const leadId = await fromForm('Kit Larsen', phone);
    const page = await world.open('Dana Whitfield', '/calls');
    await keys(page, 'ControlOrMeta+k');
    await page.getByRole('combobox', { name: 'Search and commands' }).waitFor();
    await page.keyboard.type('larsen');
    await page.getByRole('option', { name: /Kit Larsen/ }).waitFor();
    await keys(page, 'Enter');
    await page.getByRole('heading', { level: 1, name: 'Kit Larsen' }).waitFor();
    await page.locator('.lead-story').waitFor();

    await page.locator('[aria-keyshortcuts="C"][aria-disabled="false"]').waitFor();
    await keys(page, 'c');
    await page
      .locator('.it', { hasText: /call to them/i })
      .first()
      .waitFor();
    await page.locator('.why-line').first().waitFor();
    await keys(page, 'w');
    await page.locator('.evidence').waitFor();
    expect(page.url()).toMatch(new RegExp(`/leads/${leadId}/why/\\d+`));

    await keys(page, ']', ']');
    await page.waitForFunction(
      () => new URL(location.href).searchParams.get('show') === 'decisions',
    );
    await page.locator('[aria-keyshortcuts="R"][aria-disabled="false"]').waitFor();
    await keys(page, 'r');
    await page.getByRole('textbox', { name: 'The text' }).waitFor();
    await tabTo(page, /^$/);
    await page.keyboard.type('We tried to call you. When suits you?');
    await keys(page, 'ControlOrMeta+Enter');
    await page.locator('.msg .b', { hasText: 'We tried to call you' }).waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/inbox\//);
    await page.context().close();
  });

  it('9 one stops all texts with a reason, and lets them go on', async () => {
    const page = await world.open('Dana Whitfield', '/leads');
    await page.getByRole('button', { name: 'Stop contact…' }).waitFor();
    await keys(page, 'Shift+S');
    await page.getByLabel('Why, for your colleagues').waitFor();
    await page.waitForFunction(() => document.activeElement?.closest('[popover], dialog'));
    for (let tabs = 0; tabs < 10; tabs += 1) {
      if (await page.evaluate(() => document.activeElement?.getAttribute('role') === 'switch'))
        break;
      await keys(page, 'Tab');
    }
    await keys(page, 'Space');
    const band = page.locator('.band.stop');
    await band.waitFor();
    await keys(page, 'Escape');
    await tabTo(page, /^Let .*go on|^Go on/i);
    await keys(page, 'Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, /^Let it go on$/);
    await keys(page, 'Enter');
    await band.waitFor({ state: 'detached' });
    expect(await world.system.exec('select 1 from switches where is_on')).toEqual([]);
    await page.context().close();
  });

  it('10 one goes from page to page and from tab to tab, and asks which keys there are', async () => {
    const page = await world.open('Dana Whitfield', '/inbox?view=open');
    await page.locator('.list-head').waitFor();
    await keys(page, ']');
    await page.waitForURL(/view=ended/);
    await keys(page, 'g', 'c');
    await page.waitForURL(/\/calls$/);
    await page.getByRole('navigation', { name: 'Which calls' }).waitFor();
    await keys(page, ']');
    await page.waitForURL(/\/calls\/all$/);
    await keys(page, 'g', 'l');
    await page.waitForURL(/\/leads/);
    await keys(page, '?');
    await page.getByRole('dialog').waitFor();
    const told = await page.getByRole('dialog').textContent();
    for (const words of ['Search and commands', 'Undo', 'Stop texts, calls or everything']) {
      expect(told).toContain(words);
    }
    await keys(page, 'Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.context().close();
  });
});
