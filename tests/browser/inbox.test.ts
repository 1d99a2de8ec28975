import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type DashboardWorld, startDashboardWorld } from './dashboard-world.ts';

let world: DashboardWorld;
beforeAll(async () => {
  world = await startDashboardWorld();
});
afterAll(() => world.stop());

let next = 1;
/** A conversation of a lead of its own that the AI does not answer: a person has it. */
async function conversation(words: string | string[] = 'Hello') {
  const phone = `+1202555${String(3_000 + next++)}`;
  await world.leadWrites(phone, words);
  const id = await world.conversationWith(phone);
  await world.system.api('POST', `/api/conversations/${id}/takeover`);
  return { phone, id, path: `/inbox/${id}` };
}

/** 300 texts of the lead, over the last days, before the page has any of them. */
async function addOldTexts(id: string) {
  await world.system.exec(`
    insert into sms_messages (message_id, conversation_id, lead_id, lead_phone, seq, direction,
      author, kind, body, delivery_status, provider, refusal_verdict, refusal_by, created_at, updated_at)
    select gen_random_uuid(), v.id, v.lead_id, v.lead_phone, v.last_seq + n, 'inbound', 'lead',
      'inbound', 'old ' || n || repeat(' and more words', n % 9), 'received', v.provider, 'not', 'rules',
      now() - make_interval(mins => (400 - n) * 20), now()
    from sms_conversations v, generate_series(1, 300) n where v.id = '${id}'`);
  await world.system.exec(
    `update sms_conversations set last_seq = last_seq + 300, last_inbound_seq = last_seq + 300 where id = '${id}'`,
  );
}

const textsOf = (page: Page, kind: string) => page.locator(`.msg.${kind} .b`).allInnerTexts();
const hasText = (page: Page, words: string) =>
  page.locator('.msg .b', { hasText: words }).first().waitFor();
const composer = (page: Page) => page.locator('.composer textarea');
const withState = (page: Page, words: string, state: string) =>
  page.locator('.msg', { hasText: words }).locator('.by', { hasText: state }).first().waitFor();

describe('the inbox', () => {
  it('shows ten texts that come at once, each once and in order, at the end of the thread', async () => {
    const { id, phone, path } = await conversation();
    const page = await world.open('Dana Whitfield', path);
    await hasText(page, 'Hello');
    const rapid = Array.from({ length: 10 }, (_, index) => `rapid ${index + 1}`);
    await world.leadWrites(phone, rapid);
    await page.waitForFunction(() => {
      const words = [...document.querySelectorAll('.msg.lead .b')].map((text) => text.textContent);
      return words.filter((text) => text?.startsWith('rapid')).length === 10;
    });
    // The carrier brings them in parallel: their order is the one in which they came in.
    const rows = await world.system.exec(
      `select body from sms_messages where conversation_id = '${id}' and body like 'rapid%' order by seq`,
    );
    const shown = (await textsOf(page, 'lead')).filter((words) => words.startsWith('rapid'));
    expect(shown).toEqual(rows.map((row) => row['body']));
    expect(rows.map((row) => row['body']).sort()).toEqual([...rapid].sort());
    const below = await page.locator('.log').evaluate((log) => {
      return log.scrollHeight - log.scrollTop - log.clientHeight;
    });
    expect(below).toBeLessThanOrEqual(80);
    await page.context().close();
  });

  it('keeps what is typed over a reload, sends it once, and tells a colleague', async () => {
    const { id, path } = await conversation();
    const page = await world.open('Dana Whitfield', path);
    await page.keyboard.press('r');
    await composer(page).fill('We open at nine');
    await page.locator('.composer-hint', { hasText: 'kept as draft' }).waitFor();
    await page.reload();
    await page.waitForFunction(
      () =>
        document.querySelector<HTMLTextAreaElement>('.composer textarea')?.value ===
        'We open at nine',
    );
    const colleague = await world.open('Marcus', path);
    await composer(page).press('Control+Enter');
    await withState(page, 'We open at nine', 'delivered');
    await hasText(colleague, 'We open at nine');
    await colleague.locator('.owner', { hasText: 'Dana Whitfield answers' }).waitFor();
    const sent = await world.system.exec(
      `select count(*)::int as n from sms_messages where conversation_id = '${id}' and author = 'human'`,
    );
    expect(sent).toEqual([{ n: 1 }]);
    await page.context().close();
    await colleague.context().close();
  });

  it('shows a colleague that one writes, and a note to the team', async () => {
    const { path } = await conversation();
    const page = await world.open('Dana Whitfield', path);
    const colleague = await world.open('Marcus', path);
    await hasText(colleague, 'Hello');
    await page.keyboard.press('r');
    await composer(page).fill('We are just');
    await colleague.locator('.log-foot', { hasText: 'Dana Whitfield is writing' }).waitFor();
    await composer(page).fill('');
    await composer(page).press('Escape');
    await page.keyboard.press('n');
    await page.getByRole('textbox', { name: 'Note to the team' }).fill('Stock 4471');
    await page.keyboard.press('Control+Enter');
    await colleague.locator('.msg.note', { hasText: 'Stock 4471' }).waitFor();
    await page.context().close();
    await colleague.context().close();
  });

  it('takes over and hands back by a key, with a way back', async () => {
    const { id, path } = await conversation();
    const page = await world.open('Dana Whitfield', path);
    await page.locator('.owner').waitFor();
    await page.keyboard.press('t');
    await page.locator('.owner', { hasText: 'You answer' }).waitFor();
    await page.locator('.log').focus();
    await page.keyboard.press('b');
    await page.locator('.toast', { hasText: 'Handed back' }).waitFor();
    await page.keyboard.press('z');
    await page.locator('.owner', { hasText: 'You answer' }).waitFor();
    const [row] = await world.system.exec(`select owner from sms_conversations where id = '${id}'`);
    expect(row).toEqual({ owner: 'human' });
    await page.context().close();
  });

  it('keeps a text while it is offline, and sends it once when it is back', async () => {
    const { id, path } = await conversation();
    const page = await world.open('Dana Whitfield', path);
    await hasText(page, 'Hello');
    await page.context().setOffline(true);
    await page.keyboard.press('r');
    await composer(page).fill('written offline');
    await composer(page).press('Control+Enter');
    await withState(page, 'written offline', 'kept here, not sent yet');
    await page.context().setOffline(false);
    await withState(page, 'written offline', 'delivered');
    const sent = await world.system.exec(
      `select count(*)::int as n from sms_messages where conversation_id = '${id}' and author = 'human'`,
    );
    expect(sent).toEqual([{ n: 1 }]);
    await page.context().close();
  });

  it('puts a text back when the lead has written meanwhile', async () => {
    const { id, phone, path } = await conversation();
    const page = await world.open('Dana Whitfield', path);
    await hasText(page, 'Hello');
    await page.context().setOffline(true);
    await page.keyboard.press('r');
    await composer(page).fill('no longer right');
    await composer(page).press('Control+Enter');
    await withState(page, 'no longer right', 'kept here');
    await world.leadWrites(phone, 'I have changed my mind');
    await world.system.until(
      () =>
        world.system.exec(
          `select 1 from sms_messages where conversation_id = '${id}' and body like 'I have changed%'`,
        ),
      (rows) => rows.length > 0,
    );
    await page.context().setOffline(false);
    await page.locator('.composer', { hasText: 'wrote while you were offline' }).waitFor();
    expect(await composer(page).inputValue()).toBe('no longer right');
    const sent = await world.system.exec(
      `select 1 from sms_messages where conversation_id = '${id}' and author = 'human'`,
    );
    expect(sent).toEqual([]);
    await page.context().close();
  });

  it('loads older texts without moving what is on the screen', async () => {
    const { id, path } = await conversation();
    await addOldTexts(id);
    const page = await world.open('Dana Whitfield', path);
    await hasText(page, 'old 300');
    for (let page_ = 0; page_ < 2; page_ += 1) {
      await page.locator('.log').evaluate((log) => log.scrollTo(0, 0));
      await page.locator('.log-head .link-btn').waitFor();
      await stands(page);
      const before = await firstInSight(page);
      await page.locator('.log-head .link-btn').click();
      await page.waitForFunction(
        (key) => document.querySelector('.log-item')?.getAttribute('data-key') !== key,
        before.key,
      );
      await stands(page);
      const top = await page
        .locator(`[data-key="${before.key}"]`)
        .evaluate((item) => item.getBoundingClientRect().top);
      expect(Math.abs(top - before.top)).toBeLessThanOrEqual(1);
    }
    await page.context().close();
  });

  it('finds words far back in a thread from any page, and opens the thread there', async () => {
    const { id } = await conversation();
    await addOldTexts(id);
    await world.system.exec(
      `update sms_messages set body = 'It is a blue teapot, as I said' where conversation_id = '${id}' and body like 'old 21 %'`,
    );
    const page = await world.open('Dana Whitfield', '/leads');
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('combobox', { name: 'Search and commands' }).waitFor();
    await page.keyboard.type('teapot blu');
    const hit = page.getByRole('option').filter({ hasText: 'It is a blue teapot' });
    await hit.waitFor();
    expect(await hit.locator('b').textContent()).toBe('blu');
    await page.keyboard.press('Enter');
    const target = page.locator('.log-item.is-target', { hasText: 'It is a blue teapot' });
    await target.waitFor();
    await page.waitForFunction(() => {
      const box = document.querySelector('.log-item.is-target')?.getBoundingClientRect();
      const log = document.querySelector('.log')?.getBoundingClientRect();
      return box && log && box.top >= log.top && box.bottom <= log.bottom;
    });
    expect(page.url()).toMatch(new RegExp(`/inbox/${id}\\?at=\\d+`));
    await page.context().close();
  });

  it('quotes the searched words in the row, and opens the thread at them', async () => {
    const { id } = await conversation();
    await addOldTexts(id);
    await world.system.exec(
      `update sms_messages set body = 'It is a green kettle, as I said' where conversation_id = '${id}' and body like 'old 21 %'`,
    );
    const page = await world.open('Dana Whitfield', '/inbox?view=open');
    await page.locator('.searchbox input').fill('kettl');
    const row = page.locator('.conv', { hasText: 'It is a green kettle' });
    await row.waitFor();
    expect(await page.locator('.conv').count()).toBe(1);
    expect(await row.locator('b').textContent()).toBe('kettl');
    await row.click();
    await page.locator('.log-item.is-target', { hasText: 'It is a green kettle' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/inbox/${id}`);
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toMatchObject({ q: 'kettl' });
    await page.context().close();
  });

  it('finds a campaign, and lists its conversations alone until all are wanted again', async () => {
    const inIt = await conversation('I am in a campaign');
    const other = await conversation('I am in none');
    await world.system.exec(`
      with c as (insert into campaigns (id, name, sender, provider, status, created_at, updated_at)
        values (gen_random_uuid(), 'Autumn tyres', '+12025550190', 'twilio', 'draft', now(), now())
        returning id)
      update sms_conversations v set campaign_id = c.id from c where v.id = '${inIt.id}'`);
    const page = await world.open('Dana Whitfield', '/leads');
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('combobox', { name: 'Search and commands' }).waitFor();
    await page.keyboard.type('autumn');
    await page.getByRole('group', { name: 'Campaigns' }).getByRole('option').click();
    await page.locator(`[data-row="conversation:${inIt.id}"]`).waitFor();
    expect(await page.locator('.conv').count()).toBe(1);
    await page.getByRole('link', { name: /Campaign Autumn tyres/ }).click();
    await page.locator(`[data-row="conversation:${other.id}"]`).waitFor();
    await page.context().close();
  });

  it('does not move rows under the pointer, and says what would stand elsewhere', async () => {
    const first = await conversation('I was first');
    const second = await conversation('I was second');
    const page = await world.open('Dana Whitfield', `${second.path}?view=open`);
    const order = () =>
      page.locator('.conv').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-row')));
    await page.locator(`[data-row="conversation:${first.id}"]`).hover();
    const before = await order();
    await world.leadWrites(first.phone, 'I write again');
    await page
      .locator(`[data-row="conversation:${first.id}"]`, { hasText: 'I write again' })
      .waitFor();
    expect(await order()).toEqual(before);
    await page.getByRole('button', { name: /moved up/ }).click();
    await page.waitForFunction(
      (id) => document.querySelector('.conv')?.getAttribute('data-row') === `conversation:${id}`,
      first.id,
    );
    await page.context().close();
  });
});

/** The uppermost text that is wholly in sight. */
function firstInSight(page: Page): Promise<{ key: string; top: number }> {
  return page.locator('.log').evaluate((log) => {
    const edge = log.getBoundingClientRect().top;
    for (const item of log.querySelectorAll<HTMLElement>('.log-item')) {
      const { top } = item.getBoundingClientRect();
      const isShown = getComputedStyle(item.parentElement ?? item).visibility !== 'hidden';
      if (top >= edge && isShown) return { key: item.dataset['key'] ?? '', top };
    }
    throw new Error('Nothing is in sight.');
  });
}

/** Waits until the log has been the same for some frames: what comes into sight is measured first. */
function stands(page: Page): Promise<void> {
  return page.locator('.log').evaluate(
    (log) =>
      new Promise<void>((done) => {
        let before = '';
        let same = 0;
        const look = () => {
          const now = [...log.querySelectorAll('.log-item')]
            .map((item) => item.getBoundingClientRect().top)
            .join();
          same = now === before ? same + 1 : 0;
          before = now;
          if (same > 10) done();
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
}
