import { createSenders } from '@ringback/shared/db/texts/senders.ts';
import { later, NOON } from '@ringback/testing/database-world.ts';
import { claimAt, DAY, startTextsWorld, textStep } from '@ringback/testing/texts-world.ts';

/** So far ahead does a sweep hand out what a sender is going to send. */
export const WINDOW_MS = 5_000;
const SWEEP_EVERY_MS = 1_500;

/** A world of texts in which every sender has its own pace, and a line of leads before it. */
export async function startSendersWorld() {
  const world = await startTextsWorld();
  const senders = createSenders(world.db);
  let made = 0;
  const newNumber = () => `+1202555${String(8000 + made++)}`;

  /** A sender that nothing was ever sent from, with a campaign of its own. */
  async function sender(perSecond: number | null = null) {
    const name = newNumber();
    const campaignId = await world.campaign([textStep('Hello.'), textStep('Again.', DAY)], {
      sender: name,
    });
    if (perSecond !== null) await senders.setPace(name, perSecond, NOON);
    return { name, campaignId };
  }

  const claim = (id: string, at: Date, change: object = {}) =>
    world.messages.begin(id, claimAt(at, { per_second: 1, ...change }), at);

  /** So many leads of a campaign whose first text is planned for noon. */
  async function line(campaignId: string, count: number, change: object = {}) {
    const rows = Array.from({ length: count }, (_, at) => ({ line: at, phone: world.number() }));
    const consent = { channel: 'all' as const, kind: 'written' as const, text: 'Yes, text me.' };
    const batch = { source: 'form', campaign_id: campaignId, consent, rows, ...change };
    await world.intake.importBatch(batch, NOON);
  }

  const due = async (name: string, at: Date, limit = 500) =>
    (await world.messages.claimDue(WINDOW_MS, at, limit)).due.filter((one) => one.sender === name);

  /** Sweeps, and the jobs of one sender at their turns: what left, and when. */
  async function work(name: string, from: Date, seconds: number, claimOf = claim) {
    const left: { id: string; atMs: number }[] = [];
    const jobs = new Map<string, number>();
    for (let ms = 0; ms < seconds * 1_000; ms += 100) {
      const at = later(ms / 1_000, from);
      if (ms % SWEEP_EVERY_MS === 0) {
        for (const one of await due(name, at)) {
          jobs.set(one.id, jobs.get(one.id) ?? Date.parse(one.turn_at));
        }
      }
      for (const [id, turn] of jobs) {
        if (turn > at.getTime()) continue;
        jobs.delete(id);
        const begun = await claimOf(id, at);
        if (begun.verdict === 'go') left.push({ id, atMs: at.getTime() });
        if (begun.verdict === 'wait' && begun.rule === 'sender_pace') {
          const until = Date.parse(begun.until);
          if (until - at.getTime() <= WINDOW_MS) jobs.set(id, until);
        }
      }
    }
    return left;
  }

  return { ...world, senders, newNumber, sender, claim, line, due, work };
}

export type SendersWorld = Awaited<ReturnType<typeof startSendersWorld>>;
