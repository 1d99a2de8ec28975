import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { later, ownKey } from '@ringback/testing/database-world.ts';
import { startTextsWorld, type TextsWorld } from '@ringback/testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

const NEW_NUMBER = '+13055550177';

it('what waits for a number is taken back when the lead gets another one, each with its reason', async () => {
  const { lead, phone, message_id: step, conversation_id } = await world.planned();
  const single = world.single({ to: phone });
  await world.messages.plan(single, later(1));
  const call = world.newCall({ to: phone });
  await world.calls.schedule(call, later(2));
  await world.inbound.receive(world.inboundText(phone, { body: 'What is it?' }), later(3));

  await world.leads.update(lead.id, { name: 'Ada King' }, later(4));
  expect(await world.text(single.message_id)).toMatchObject({ delivery_status: 'pending' });
  await world.leads.update(lead.id, { phone: NEW_NUMBER }, later(5));

  const canceled = { delivery_status: 'canceled' };
  expect(await world.text(step)).toMatchObject(canceled);
  expect(await world.text(single.message_id)).toMatchObject({
    ...canceled,
    suppressed_reason: 'number_changed',
  });
  expect(await world.calls.get(call.id)).toMatchObject({
    status: 'canceled',
    end_reason: 'number_changed',
  });
  expect(await world.enrollment(phone)).toMatchObject({
    status: 'stopped',
    reason: 'number_changed',
  });
  const [conversation] = await world.exec(
    `select reply_due_at from sms_conversations where id = '${conversation_id}'`,
  );
  expect(conversation).toEqual({ reply_due_at: null });
  const why = (await world.decisions(lead.id)).map(({ verdict, rule }) => `${verdict} ${rule}`);
  expect(why.filter((one) => one === 'deny number_changed')).toHaveLength(2);

  const retold = { ...single, ...ownKey(), message_id: randomUUID(), to: NEW_NUMBER };
  expect(await world.messages.plan(retold, later(6))).toMatchObject({ result: 'planned' });
});
