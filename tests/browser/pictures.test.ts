import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { paintCar } from '@ringback/simulator/people/photo.ts';
import type { Page } from 'playwright-core';
import { type DashboardWorld, startDashboardWorld } from './dashboard-world.ts';
import { violationsOf } from './violations-of.ts';

let world: DashboardWorld;
beforeAll(async () => {
  world = await startDashboardWorld();
});
afterAll(() => world.stop());

let next = 1;
/** A conversation that a person has, whose lead has a name. */
async function conversation() {
  const phone = `+1202555${String(6_000 + next++)}`;
  await world.leadWrites(phone, 'Hello');
  const id = await world.conversationWith(phone);
  await world.system.exec(
    `update leads set name = 'June Castellane', timezone = 'America/New_York' where phone = '${phone}'`,
  );
  await world.system.api('POST', `/api/conversations/${id}/takeover`);
  return { phone, id, path: `/inbox/${id}` };
}

const CAR = { name: 'car.png', mimeType: 'image/png', buffer: paintCar(0) };
const composer = (page: Page) => page.locator('.composer textarea');
const tray = (page: Page) => page.locator('.tray-item');
const chosen = (page: Page) => page.locator('.composer input[type=file]');
const thumbnails = (page: Page, kind: string) => page.locator(`.msg.${kind} button.picture img`);
/** Whether a picture is painted: its bytes are here and are a picture. */
const isPainted = (page: Page, selector: string) =>
  page.waitForFunction(
    (which) => (document.querySelector<HTMLImageElement>(which)?.naturalWidth ?? 0) > 1,
    selector,
  );
const received = (phone: string) =>
  world.system.simulator.ledger().messages.filter(({ to, media }) => to === phone && media > 0);

describe('a lead’s picture', () => {
  it('appears at once where its place was kept, and opens large by keyboard', async () => {
    const { phone, path } = await conversation();
    const page = await world.open('Dana Whitfield', path);
    await page.locator('.msg.lead', { hasText: 'Hello' }).waitFor();
    world.system.simulator.faults({ texts: { media_late_ms: 1_500 } });
    await world.leadWrites(phone, 'This is the one I have now', 1);
    const place = page.locator('.msg.lead .picture').first();
    await place.waitFor();
    expect(await place.textContent()).toBe('A picture is on its way…');
    const sizeOf = () => place.evaluate((one) => one.getBoundingClientRect().toJSON());
    const before = await sizeOf();
    await isPainted(page, '.msg.lead button.picture img');
    world.system.simulator.faults({ texts: { media_late_ms: 0 } });
    expect(await sizeOf()).toEqual(before);
    expect(await thumbnails(page, 'lead').getAttribute('alt')).toMatch(
      /^Picture from June, \d{1,2}:\d{2}/,
    );
    await page.locator('.msg.lead button.picture').focus();
    await page.keyboard.press('Enter');
    await isPainted(page, '.picture-large');
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('picture');
    await page.context().close();
  });

  it('is said in words in the list and in the thread where it cannot be shown', async () => {
    const { phone, id, path } = await conversation();
    await world.leadWrites(phone, '', 2);
    const page = await world.open('Vera', path);
    await isPainted(page, '.msg.lead button.picture img');
    await page.locator(`[data-row="conversation:${id}"]`, { hasText: '2 pictures' }).waitFor();
    await world.system.exec(`
      update sms_media set state = 'failed', fault = 'gone' where conversation_id = '${id}';
      update sms_messages m set media = (select jsonb_agg(private.media_told(f)) from sms_media f
        where f.message_id = m.message_id) where conversation_id = '${id}' and media <> '[]'`);
    await page
      .locator('.msg.lead .stand-in', { hasText: 'the carrier no longer has it' })
      .first()
      .waitFor();
    // Who may only read has nothing to add pictures with.
    expect(await chosen(page).count()).toBe(0);
    await page.context().close();
  });
});

describe('a picture for a lead', () => {
  it('is chosen, shown, sent with words, and reaches the phone once', async () => {
    const { phone, path } = await conversation();
    const page = await world.open('Dana Whitfield', path);
    await composer(page).fill('Is it this one?');
    await page.getByRole('button', { name: 'Add pictures' }).waitFor();
    await chosen(page).setInputFiles([CAR, { ...CAR, name: 'second.png' }]);
    await tray(page).nth(1).waitFor();
    await page.getByRole('button', { name: 'Remove picture 2' }).click();
    await tray(page).nth(1).waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'Remove picture 1',
    );
    expect(await violationsOf(page)).toEqual([]);
    await page.locator('.composer .btn.go[aria-disabled=false]').waitFor();
    await composer(page).press('Control+Enter');
    await isPainted(page, '.msg.us button.picture img');
    await page.locator('.msg.us', { hasText: 'Is it this one?' }).waitFor();
    const messages = await world.system.until(
      async () => received(phone),
      (found) => found[0]?.status === 'delivered',
    );
    expect(messages).toMatchObject([
      { body: 'Is it this one?', pictures: [{ type: 'image/png' }] },
    ]);
    expect(await tray(page).count()).toBe(0);
    await page.context().close();
  });

  it('may be pasted or dropped, and needs no words', async () => {
    const { phone, path } = await conversation();
    const page = await world.open('Dana Whitfield', path);
    await page.getByRole('button', { name: 'Add pictures' }).waitFor();
    const bytes = [...CAR.buffer];
    for (const type of ['paste', 'drop'] as const) {
      await composer(page).evaluate(
        (field, { how, content }) => {
          const data = new DataTransfer();
          data.items.add(new File([new Uint8Array(content)], 'car.png', { type: 'image/png' }));
          const options = { bubbles: true, cancelable: true };
          field.dispatchEvent(
            how === 'paste'
              ? new ClipboardEvent('paste', { ...options, clipboardData: data })
              : new DragEvent('drop', { ...options, dataTransfer: data }),
          );
        },
        { how: type, content: bytes },
      );
    }
    await tray(page).nth(1).waitFor();
    await page.locator('.composer .btn.go[aria-disabled=false]').click();
    const [got] = await world.system.until(
      async () => received(phone),
      (found) => found[0]?.status === 'delivered',
    );
    expect(got).toMatchObject({ body: '', media: 2 });
    await page.context().close();
  });

  it('says beside the words what is wrong with it, and does not send without it', async () => {
    const { phone, path } = await conversation();
    const page = await world.open('Dana Whitfield', path);
    await composer(page).fill('See');
    await page.getByRole('button', { name: 'Add pictures' }).waitFor();
    await chosen(page).setInputFiles({
      name: 'notes.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7'),
    });
    await tray(page).filter({ hasText: 'use a JPEG, PNG or GIF' }).waitFor();
    await composer(page).press('Control+Enter');
    expect(await composer(page).inputValue()).toBe('See');
    await page.getByRole('button', { name: 'Remove picture 1' }).click();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
    await chosen(page).setInputFiles(Array.from({ length: 11 }, () => CAR));
    const fault = page.getByRole('alert').filter({ hasText: 'at most 10 pictures' });
    await fault.waitFor();
    expect(await composer(page).getAttribute('aria-describedby')).toBe(
      await fault.getAttribute('id'),
    );
    expect(received(phone)).toEqual([]);
    await page.context().close();
  });
});
