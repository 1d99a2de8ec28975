import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readWaitingHealth } from '@ringback/shared/db/health/waiting-health.ts';
import { type DatabaseWorld, startDatabaseWorld } from '@ringback/testing/database-world.ts';

const NOW = new Date('2026-11-20T17:00:00Z');

let world: DatabaseWorld;
beforeAll(async () => {
  world = await startDatabaseWorld();
});
afterAll(() => world.stop());

let numbers = 0;
async function talk(facts: Record<string, string>): Promise<void> {
  numbers += 1;
  const row: Record<string, string> = {
    lead_phone: `'+1212555${String(1_000 + numbers)}'`,
    our_number: `'+12025550190'`,
    provider: `'twilio'`,
    last_activity_at: `'2026-11-20T12:00:00Z'`,
    created_at: `'2026-11-20T12:00:00Z'`,
    updated_at: `'2026-11-20T12:00:00Z'`,
    ...facts,
  };
  await world.exec(
    `insert into sms_conversations (${Object.keys(row)}) values (${Object.values(row)})`,
  );
}
const read = () => readWaitingHealth(world.db, NOW);

it('tells how long the first lead has waited for a person, and forgets whoever waits no more', async () => {
  expect(await read()).toEqual({ for_person_seconds: 0, to_review: 0, for_judge_seconds: 0 });
  const asked = { awaits_human: 'true', owner: `'human'` };
  // It was handed back to the agent, and it is over.
  await talk({ ...asked, owner: `'ai'`, handed_over_at: `'2026-11-20T12:00:00Z'` });
  await talk({
    ...asked,
    handed_over_at: `'2026-11-20T12:00:00Z'`,
    ended_at: `'2026-11-20T13:00:00Z'`,
  });
  expect((await read()).for_person_seconds).toBe(0);
  await talk({ ...asked, handed_over_at: `'2026-11-20T16:30:00Z'` });
  expect((await read()).for_person_seconds).toBe(1_800);
  // A person has it, and has not read what the lead wrote last.
  const unread = { owner: `'human'`, last_inbound_at: `'2026-11-20T16:00:00Z'` };
  await talk({ ...unread, last_inbound_seq: '3', last_read_seq: '3' });
  expect((await read()).for_person_seconds).toBe(1_800);
  await talk({ ...unread, last_inbound_seq: '3', last_read_seq: '2' });
  expect((await read()).for_person_seconds).toBe(3_600);
});

it('counts what is to be reviewed, and tells how long the oldest talk has not been judged', async () => {
  const at = `'2026-11-20T16:00:00Z'`;
  for (const status of ['needs_review', 'done', 'needs_review']) {
    await world.exec(
      `insert into conversation_analyses (status, decided_by, created_at, updated_at)
       values ('${status}', 'nobody', ${at}, ${at})`,
    );
  }
  await talk({ last_inbound_seq: '1', ended_at: `'2026-11-20T16:40:00Z'` });
  expect(await read()).toMatchObject({ to_review: 2, for_judge_seconds: 1_200 });
});
