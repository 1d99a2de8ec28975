import { setTimeout as pause } from 'node:timers/promises';
import { startTcpProxy } from '../system/tcp-proxy.ts';
import type { DashboardWorld } from './dashboard-world.ts';
import { WATCH, watched } from './watched.ts';
import { createTextWriter, type TextWriter } from './write-texts.ts';

type Plan = {
  conversations: number;
  perSecond: number;
  seconds: number;
  cutEveryMs: number;
};

/** What one text is, and whose. */
const wordsOf = (conversation: number, number: number) => `Lead ${conversation} writes ${number}`;
const phoneOf = (conversation: number) => `+1202555${6_000 + conversation}`;
/** Every fifth text is in the thread that is open, the others are in any other one. */
const OPEN_EVERY = 5;
const PATIENCE_MS = 15_000;

/** The figures of a page that has everything once, in order, and was never loaded again. */
export const NOTHING_LOST = {
  lost_in_store: 0,
  doubled_in_store: 0,
  lost_on_screen: 0,
  doubled_on_screen: 0,
  in_order: true,
  stale_in_list: 0,
  frames_doubled: 0,
  frames_disordered: 0,
  isReloaded: false,
};

/**
 * A thread and the list in a browser whose connections are all cut again and again while leads write.
 * What was lost, doubled or in the wrong place, in the page's own rows and on its screen; and how
 * long after the last cut the page had all of it.
 */
export async function cutAgainAndAgain(world: DashboardWorld, plan: Plan) {
  const { system } = world;
  const writer = createTextWriter(system);
  const proxy = await startTcpProxy({ host: '127.0.0.1', port: Number(new URL(world.url).port) });
  try {
    const written = new Array<number>(plan.conversations).fill(0);
    const next = (conversation: number) => {
      written[conversation] = (written[conversation] ?? 0) + 1;
      return wordsOf(conversation, written[conversation]);
    };
    const ids: string[] = [];
    for (let n = 0; n < plan.conversations; n += 1) {
      await writer.write(phoneOf(n), next(n));
      const id = await world.conversationWith(phoneOf(n));
      await system.api('POST', `/api/conversations/${id}/takeover`);
      ids.push(id);
    }
    const through = `http://127.0.0.1:${proxy.port}`;
    const page = await world.open('Dana Whitfield', `/inbox/${ids[0]}?view=open`, {}, through, [
      WATCH,
    ]);
    await page.locator('.msg .b').first().waitFor();
    await system.until(world.openStreams, (open) => open === 1);
    const asked = watched(page);

    let cuts = 0;
    const cutter = setInterval(() => {
      proxy.cut();
      cuts += 1;
    }, plan.cutEveryMs);
    const behindMs = await write(writer, plan, next);
    clearInterval(cutter);
    proxy.cut();
    cuts += 1;
    const cutAt = performance.now();

    const total = written.reduce((sum, count) => sum + count, 0);
    const last = wordsOf(0, written[0] ?? 0);
    while (!(await asked.hasAll(total, last)) && performance.now() - cutAt < PATIENCE_MS) {
      await pause(20);
    }
    const convergedMs = Math.round(performance.now() - cutAt);

    const truth = await readTruth(world);
    const ofOpen = truth.filter((one) => one.conversation_id === ids[0]);
    const rows = await asked.messageIds();
    const list = await page.locator('.conv .l2').allInnerTexts();
    const screen = await asked.walk();
    const { doubled, disordered, frames } = await asked.figures();
    const isReloaded =
      (await page.evaluate('performance.getEntriesByType("navigation").length')) !== 1;
    await page.context().close();
    const expected = ofOpen.map(({ body }) => body);
    return {
      written: truth.length,
      cuts,
      written_late_by_ms: behindMs,
      lost_in_store: truth.filter(({ message_id }) => !rows.includes(message_id)).length,
      doubled_in_store: rows.length - new Set(rows).size,
      on_screen: screen.length,
      lost_on_screen: expected.filter((words) => !screen.includes(words)).length,
      doubled_on_screen: screen.length - new Set(screen).size,
      in_order: screen.join('\n') === expected.join('\n'),
      stale_in_list: list.filter((words) => !isNewest(words, written)).length,
      ...{ frames, frames_doubled: doubled, frames_disordered: disordered },
      converged_ms: convergedMs,
      isReloaded,
    };
  } finally {
    writer.stop();
    await proxy.stop();
  }
}

/** Leads write at a steady pace; returns how far behind it the last text was stored. */
async function write(
  writer: TextWriter,
  { conversations, perSecond, seconds }: Plan,
  next: (conversation: number) => string,
): Promise<number> {
  const writes: Promise<void>[] = [];
  const begun = performance.now();
  for (let n = 0; n < perSecond * seconds; n += 1) {
    const other = 1 + (n % (conversations - 1));
    const conversation = n % OPEN_EVERY === 0 ? 0 : other;
    writes.push(writer.write(phoneOf(conversation), next(conversation)));
    const dueMs = begun + ((n + 1) * 1_000) / perSecond - performance.now();
    if (dueMs > 0) await pause(dueMs);
  }
  await Promise.all(writes);
  return Math.round(performance.now() - begun - seconds * 1_000);
}

async function readTruth({ system }: DashboardWorld) {
  const rows = await system.exec(
    "select message_id, conversation_id, body from sms_messages where direction = 'inbound' order by conversation_id, seq",
  );
  return rows as { message_id: string; conversation_id: string; body: string }[];
}

/** A line of the list shows the last thing that its lead wrote. */
function isNewest(line: string, written: readonly number[]): boolean {
  const [, conversation, number] = /Lead (\d+) writes (\d+)/.exec(line) ?? [];
  return number !== undefined && written[Number(conversation)] === Number(number);
}
