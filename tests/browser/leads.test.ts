import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { put } from '@ringback/shared/testing/put.ts';
import { awake } from '../people.ts';
import { type DashboardWorld, startDashboardWorld } from './dashboard-world.ts';

let world: DashboardWorld;
beforeAll(async () => {
  world = await startDashboardWorld();
});
afterAll(() => world.stop());

let next = 1;
/** Where it is day: a call at night would wait. */
const ZONE = awake();

/** A lead with a text of its own, an answer to it, and a call that was ordered. */
async function lead(name: string) {
  const phone = `+1202555${String(4_000 + next++)}`;
  await world.leadWrites(phone, 'Is the wagon still there?');
  const conversation = await world.conversationWith(phone);
  await world.system.api('POST', `/api/conversations/${conversation}/takeover`);
  const [row] = await world.system.exec(`select id from leads where phone = '${phone}'`);
  const id = Number(row?.['id']);
  await world.system.api('PATCH', `/api/leads/${id}`, { name, timezone: ZONE });
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
    await call.locator('.evidence', { hasText: ZONE.replaceAll('_', ' ') }).waitFor();
    expect(page.url()).toMatch(/\/why\/\d+$/);
    await page.context().close();
  });
});

describe('the list of leads', () => {
  it('stands in the address: sorted and narrowed it comes back after a reload', async () => {
    const late = await lead('Zoe Abel');
    await lead('Aron Zimt');
    const page = await world.open('Dana Whitfield', '/leads');
    const names = () => page.locator('tbody th').allInnerTexts();
    await page.locator('tbody tr', { hasText: 'Aron Zimt' }).waitFor();
    await page.getByRole('button', { name: 'Name: sort' }).click();
    await page.waitForURL(/sort=name/);
    await page.getByRole('button', { name: 'Add a filter' }).click();
    await page.getByRole('menuitem', { name: 'Time zone' }).click();
    await page.getByLabel('Time zone').selectOption(ZONE);
    await page.waitForURL(/zone=/);
    await page.reload();
    await page.locator('tbody tr', { hasText: 'Zoe Abel' }).waitFor();
    const shown = await names();
    expect(shown).toEqual([...shown].sort());
    expect(await page.locator('th[aria-sort="ascending"]').allInnerTexts()).toEqual(['Name']);

    // What comes in meanwhile changes in its place; the order is as it was read.
    await world.leadWrites(late.phone, 'Hello again');
    await world.system.api('PATCH', `/api/leads/${late.id}`, { name: 'Aaron Abel' });
    await page.locator('tbody tr', { hasText: 'Aaron Abel' }).waitFor();
    const after = await names();
    expect(after.map((name) => (name === 'Aaron Abel' ? 'Zoe Abel' : name))).toEqual(shown);
    await page.context().close();
  });

  it('gives those that are selected by keys to a colleague, and takes it back', async () => {
    const [first, second] = [await lead('Una Pick'), await lead('Vera Pick')];
    const page = await world.open('Dana Whitfield', '/leads?q=pick&sort=name');
    await page.locator('tbody tr', { hasText: 'Vera Pick' }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('2 selected').waitFor();
    await page.getByRole('button', { name: 'Assign…' }).press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Marcus' }).press('Enter');
    await page.locator('.toast', { hasText: '2 leads are Marcus’s now.' }).waitFor();
    const owners = () =>
      world.system.exec(
        `select count(assigned_to)::int as n from leads where id in (${first.id}, ${second.id})`,
      );
    expect(await owners()).toEqual([{ n: 2 }]);
    await page.locator('tbody td', { hasText: 'Marcus' }).first().waitFor();
    await page.keyboard.press('z');
    await world.system.until(owners, (rows) => rows[0]?.['n'] === 0);
    await page.context().close();
  });
});

describe('the calls', () => {
  it('are narrowed in the address, over a reload, and downloaded exactly so', async () => {
    await lead('Dina Falk');
    await lead('Emil Rook');
    const page = await world.open('Dana Whitfield', '/calls/all');
    const names = () => page.locator('.call-row a.plain').allTextContents();
    await page.locator('.call-row', { hasText: 'Emil Rook' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('falk');
    await page.getByLabel('Since').selectOption('7 days');
    await page.locator('.call-row', { hasText: 'Emil Rook' }).waitFor({ state: 'detached' });
    await page.reload();
    await page.locator('.call-row', { hasText: 'Dina Falk' }).waitFor();
    expect(await names()).toEqual(['Dina Falk']);
    const asked = Object.fromEntries(new URL(page.url()).searchParams);
    expect(asked).toEqual({ q: 'falk', since: '7d' });

    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'CSV' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^ringback-calls-\d{4}-\d\d-\d\d\.csv$/);
    const lines = readFileSync(await file.path(), 'utf8')
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(2);
    await page.context().close();
  });

  it('are found by what was said in them, and opened at that turn', async () => {
    const { id } = await lead('Fay Orme');
    const [call] = await world.system.exec(`select id from calls where lead_id = ${id}`);
    const isOver = `update calls set call_sid = 'CA' || md5('fay'), status = 'completed',
      answered_at = now(), ended_at = now(), settled_at = now() where id = '${call?.['id']}'`;
    await world.system.exec(`${put('calls', isOver)};
      insert into conversation_transcripts (call_sid, call_id, lead_id, seq, role, content, timestamp)
        select 'CA' || md5('fay'), '${call?.['id']}', ${id}, n,
          case n % 2 when 0 then 'assistant' else 'user' end::transcript_role,
          case n when 61 then 'I would take the turquoise one' else 'And then ' || n end,
          now() + make_interval(secs => n) from generate_series(1, 120) n`);
    const page = await world.open('Dana Whitfield', '/leads');
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('combobox', { name: 'Search and commands' }).waitFor();
    await page.keyboard.type('turquoise');
    const hit = page.getByRole('option').filter({ hasText: 'I would take the turquoise one' });
    await hit.filter({ hasText: 'Fay Orme' }).click();
    const turn = page.locator('.line.is-target', { hasText: 'turquoise' });
    await turn.waitFor();
    expect(page.url()).toMatch(new RegExp(`/calls/${call?.['id']}\\?turn=61$`));
    await page.waitForFunction(() => {
      const box = document.querySelector('.line.is-target')?.getBoundingClientRect();
      return box && box.top >= 0 && box.bottom <= innerHeight;
    });
    await page.context().close();
  });

  it('have no file for a viewer', async () => {
    const page = await world.open('Vera', '/calls/all');
    await page.getByLabel('Since').waitFor();
    expect(await page.getByRole('link', { name: 'CSV' }).count()).toBe(0);
    await page.context().close();
  });
});
