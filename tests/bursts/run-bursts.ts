import { BURST, type Carrier } from './carrier.ts';
import { misplaced } from './judge-order.ts';
import { type ReadBurst, readBurst } from './read-burst.ts';
import type { Passed } from './relay.ts';

type Deps = {
  carrier: Carrier;
  passed: ReadonlyMap<string, Passed>;
  /** What the model has read, each time. */
  heard: readonly string[][];
  exec: (sql: string) => Promise<Record<string, unknown>[]>;
  /** The texts of a conversation as a page shows them, by their sids. */
  pageOf: (conversationId: string) => Promise<(string | null)[]>;
  /** Longer than an answer could still be on its way to a burst that has one. */
  quietMs: number;
};

const LOOK_EVERY_MS = 500;
const PATIENCE_MS = 90_000;

type Plan = {
  bursts: number;
  atOnce: number;
  gapMs: () => number;
  phone: (burst: number) => string;
};

/**
 * Bursts of ten texts, several leads at once, each read back by everybody who reads it. Figures that
 * ought to be zero, and how long the webhooks took.
 */
export async function runBursts(deps: Deps, { bursts, atOnce, gapMs, phone }: Plan) {
  const { carrier, passed, exec, pageOf } = deps;
  const figures = {
    bursts,
    wrong_orders: 0,
    wrong_pages: 0,
    wrong_logs: 0,
    wrong_times: 0,
    wrong_histories: 0,
    not_taken: 0,
    unanswered: 0,
    answered_twice: 0,
  };
  const tookMs: number[] = [];
  const wrong: unknown[] = [];
  const lateMs: number[] = [];
  const phones: string[] = [];
  let next = 0;

  async function lead(): Promise<void> {
    for (let burst = next++; burst < bursts; burst = next++) {
      const from = phone(burst);
      phones.push(from);
      // Words of its own, so that each text that the model read can be identified.
      const words = BURST.map((word) => `${word} ${burst}`);
      const posted = await carrier.burst(from, gapMs, words);
      tookMs.push(...posted.map((one) => one.tookMs));
      figures.not_taken += posted.filter(({ status }) => status !== 200).length;
      const read = await answered(from, posted.length);
      if (read.answers === 0) figures.unanswered += 1;
      await judge(read, new Map(posted.map(({ sid, body }) => [sid, body])));
    }
  }

  /** Looked at now and then: the one who asks is not to be what keeps the database busy. */
  async function answered(from: string, texts: number): Promise<ReadBurst> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const read = await readBurst(exec, from);
      if (read.inbound.length >= texts && read.answers > 0) return read;
      if (performance.now() > deadline) return read;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  async function judge(read: ReadBurst, bodies: ReadonlyMap<string, string>): Promise<void> {
    const arrived = (sids: readonly string[]) => sids.map((sid) => passed.get(sid) as Passed);
    const pairs = misplaced(arrived(read.inbound));
    for (const [place, sid] of read.by_stamp.entries()) {
      const atMs = performance.timeOrigin + (passed.get(sid)?.atMs ?? Number.NaN);
      lateMs.push((read.stamps_ms[place] ?? Number.NaN) - atMs);
    }
    if (pairs.length > 0 || read.inbound.length !== bodies.size) {
      figures.wrong_orders += 1;
      // Whether the stamps were wrong already, or only the places that were given by them.
      const stamps = misplaced(arrived(read.by_stamp)).length;
      const late = pairs.map(([a, b]) => Math.round(a.atMs - b.atMs));
      wrong.push({ late_ms: late, wrong_stamps: stamps });
    }
    const same = (sids: readonly (string | null)[]) => sids.join() === read.inbound.join();
    if (!same(read.told)) figures.wrong_logs += 1;
    if (!same(read.by_time)) figures.wrong_times += 1;
    if (!same(await pageOf(read.conversation))) figures.wrong_pages += 1;
    const words = read.inbound.map((sid) => bodies.get(sid));
    const histories = deps.heard.filter((texts) => texts.some((text) => words.includes(text)));
    // An answer that knew fewer texts was taken back; it must have known them in order all the same.
    const inOrder = histories.every(
      (texts) => texts.join() === words.slice(0, texts.length).join(),
    );
    if (!inOrder || histories.length === 0) figures.wrong_histories += 1;
  }

  const begunAt = performance.now();
  await Promise.all(Array.from({ length: atOnce }, lead));
  const seconds = Math.round((performance.now() - begunAt) / 1_000);
  await new Promise((resolve) => setTimeout(resolve, deps.quietMs));
  for (const one of phones) {
    const { answers } = await readBurst(exec, one);
    if (answers > 1) figures.answered_twice += 1;
  }
  return {
    figures,
    wrong,
    seconds,
    p95_ms: percentile(tookMs, 0.95),
    /** From the relay's socket to the stamp. */
    stamped_after_ms: {
      p50: percentile(lateMs, 0.5),
      p99: percentile(lateMs, 0.99),
      most: percentile(lateMs, 1),
    },
  };
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

/** Every figure of these that ought to be zero. */
export const zerosOf = ({ bursts: _, ...figures }: Record<string, number>) => figures;
