import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startReceiver } from '@ringback/shared/testing/webhook-receiver.ts';
import { type DashboardWorld, startDashboardWorld } from './dashboard-world.ts';

const SENDER = '+12025550177';
const MARCUS = '+12125550188';

let world: DashboardWorld;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
  receiver = await startReceiver();
  world = await startDashboardWorld({
    settings: { WEBHOOK_ALLOW_PRIVATE: 'true', NOTIFY_SENDER: SENDER },
  });
});
afterAll(async () => {
  await world?.stop();
  await receiver?.stop();
});

let next = 1;
/** A lead asks for a person, and the AI hands the conversation over. */
async function asksForPerson() {
  const phone = `+1202555${String(4_600 + next++)}`;
  await world.leadWrites(phone, 'Can I speak to a real person please?');
  const id = await world.conversationWith(phone);
  return { id, phone };
}

it('somebody needs a person: nobody is online; then a colleague is given it, sees it, and is told', async () => {
  const { api, exec, until } = world.system;
  const made = await api('POST', '/api/webhook-endpoints', { url: receiver.url, format: 'slack' });
  expect(made.status).toBe(201);

  const first = await asksForPerson();
  await receiver.got(1);
  const message = JSON.parse(receiver.received[0]?.body ?? '');
  expect(message.text).toMatch(/^A person is needed: /);
  expect(JSON.stringify(message)).toContain('Nobody is online.');
  expect(JSON.stringify(message)).toContain(`${world.url}/inbox/${first.id}`);
  expect(receiver.received[0]?.body).not.toContain(first.phone);

  const page = await world.open('Marcus', `/inbox/${first.id}`);
  // It found nobody; whoever comes is given it.
  await page.locator('.owner', { hasText: 'Waits for you' }).waitFor();
  await page.waitForFunction(() => document.title.startsWith('(1) '));

  await page.getByTitle('Account').click();
  await page.getByRole('button', { name: 'Preferences' }).click();
  await page.getByLabel('Phone number for texts to you').fill('(212) 555-0188');
  await page.getByLabel('Phone number for texts to you').press('Tab');
  const [marcus] = await until(
    () => exec(`select id from users where phone = '${MARCUS}'`),
    (rows) => rows.length === 1,
  );
  await page.getByLabel('Quiet hours: no text or mail').click();
  await until(
    () =>
      exec(
        `select 1 from users where phone = '${MARCUS}' and quiet_from = '22:00' and time_zone is not null`,
      ),
    (rows) => rows.length === 1,
  );
  await page.getByLabel('Quiet hours: no text or mail').click();
  await until(
    () => exec(`select 1 from users where phone = '${MARCUS}' and quiet_from is null`),
    (rows) => rows.length === 1,
  );
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  const rule = await api('POST', '/api/notification-rules', {
    ...{ reasons: ['asked_for_person', 'handed_over'], channel: 'text', to_whom: 'assigned' },
  });
  expect(rule.status).toBe(201);

  const second = await asksForPerson();
  await page.waitForFunction(() => document.title.startsWith('(2) '));
  await page.goto(`${world.url}/inbox/${second.id}`);
  await page.locator('.owner', { hasText: 'Waits for you' }).waitFor();
  await receiver.got(2);
  expect(receiver.received[1]?.body).toContain('It is assigned to Marcus.');
  const told = await until(
    () =>
      exec(`select n.status, n.user_id, n.provider_sid is not null as has_sid from notifications n
        join person_needs p on p.id = n.need_id where p.subject_id = '${second.id}'`),
    (rows) => rows[0]?.['status'] === 'sent',
  );
  expect(told).toEqual([{ status: 'sent', user_id: marcus?.['id'], has_sid: true }]);
  // The text to a colleague made nobody a lead.
  expect(await exec(`select 1 from sms_messages where lead_phone = '${MARCUS}'`)).toEqual([]);

  await page.keyboard.press('t');
  await page.locator('.composer textarea').fill('Marcus here, how can I help?');
  await page.locator('.composer textarea').press('Control+Enter');
  await page.locator('.owner', { hasText: 'You answer' }).waitFor();
  await page.waitForFunction(() => document.title.startsWith('(1) '));
  expect(
    await exec(`select 1 from person_needs where subject_id = '${second.id}' and ended_at is null`),
  ).toEqual([]);
  await page.context().close();
});
