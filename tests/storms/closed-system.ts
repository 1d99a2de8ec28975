import { setTimeout as pause } from 'node:timers/promises';
import type { Texting } from '../system/texting-world.ts';

export const REFUSAL = 'please stop texting me';

type Service = Parameters<Texting['system']['startService']>[0];

type Storm = {
  leads: number;
  /** Which services go, and in which order they come back; the api last is the hardest. */
  down: readonly Service[];
  up: readonly Service[];
  downMs: number;
};

/**
 * Leads refuse contact while nobody is there to hear it: their webhooks find a closed door and do not
 * come again. Meanwhile the campaign's next text and a call become due for each of them, and for one
 * lead who has refused nothing. What each was sent and how often it was rung after its refusal.
 */
export async function closedSystem(texting: Texting, { leads, down, up, downMs }: Storm) {
  const { system, arrives, exchanged, untilConversation, writes } = texting;
  system.simulator.faults({ texts: { keywords: 'off' } });
  const phones: string[] = [];
  while (phones.length <= leads) phones.push(await arrives('43'));
  const [patient = '', ...refusing] = phones;
  for (const phone of phones) await untilConversation(phone, () => exchanged(phone).length === 1);
  for (const to of phones) {
    const inAWhile = new Date(Date.now() + 3_600_000).toISOString();
    await system.api('POST', '/api/queue/schedule-call', { to, run_at: inAWhile });
  }

  for (const name of down) await system.stopService(name);
  for (const phone of refusing) await writes(phone, REFUSAL);
  // The day is over: its caps and the wait are.
  const all = phones.map((phone) => `'${phone}'`).join();
  await system.exec(
    `update sms_messages set claimed_at = claimed_at - interval '25 hours' where lead_phone in (${all})`,
  );
  await system.exec(
    `update sms_campaign_enrollments set next_message_at = now() where lead_phone in (${all})`,
  );
  await system.exec(`update calls set run_at = now() where lead_phone in (${all})`);
  await pause(downMs);
  const held = await system.exec(
    `select count(*)::int as n from sms_messages where held_reason = 'inbound_not_read'`,
  );
  for (const name of up) await system.startService(name);

  // Whoever refused nothing gets both: then those who did would have got theirs, too.
  const rung = (phone: string) => system.simulator.ledger().calls.filter(({ to }) => to === phone);
  await system.until(
    async () => [exchanged(patient).length, rung(patient).length],
    ([texts = 0, calls = 0]) => texts >= 2 && calls >= 1,
  );
  await system.until(
    () => system.exec(`select count(*)::int as n from suppressions where phone in (${all})`),
    ([row]) => row?.['n'] === leads,
  );
  return {
    leads,
    held_meanwhile: Number(held[0]?.['n']),
    texts_after_refusal: refusing.flatMap((phone) => {
      const said = exchanged(phone);
      const after = said.slice(said.indexOf(`lead: ${REFUSAL}`) + 1);
      // That it was understood may be said.
      return after.filter((line) => !line.includes('no more'));
    }).length,
    calls_after_refusal: refusing.flatMap(rung).length,
  };
}
