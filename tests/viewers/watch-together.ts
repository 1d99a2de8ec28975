import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { watched } from '../browser/watched.ts';
import { percentile } from '../bursts/run-bursts.ts';

type Deps = {
  apiUrl: string;
  keys: string[];
  /** A lead writes; resolves when it is taken. Conversation 0 is the one that the page shows. */
  write: (conversation: number, body: string) => Promise<unknown>;
  page: Page;
  file: string;
};
type Plan = { perKey: number; perSecond: number; texts: number; conversations: number };

export const MARK = 'viewed by all ';
/** Every fifth text is of the conversation that the page shows. */
const SHOWN_EVERY = 5;
const PATIENCE_MS = 20_000;
const nowMs = () => performance.timeOrigin + performance.now();

/** Leads write while many watch: how long from a text's arrival to each stream, and to the screen. */
export async function watchTogether(deps: Deps, plan: Plan) {
  const { apiUrl, keys, file, page } = deps;
  const { perKey, texts } = plan;
  const job = { url: apiUrl, keys, perKey, texts, mark: MARK, file };
  const viewers = fork('tests/viewers/viewers.ts', [JSON.stringify(job)]);
  try {
    await once(viewers, 'message');
    const { sentAt, lateMs, shown } = await write(deps, plan);
    const isSeen = async () => {
      const seen = await watched(page).seenAt();
      return shown.every((number) => seen[`${MARK}${number}`] !== undefined);
    };
    const begun = nowMs();
    while (!(await isSeen()) && nowMs() - begun < PATIENCE_MS) await pause(100);
    const seen = await watched(page).seenAt();
    const heard = once(viewers, 'message');
    viewers.send('report');
    const [figures] = (await heard) as [
      { bytes: number; frames: number; doubled: number; ended: number },
    ];
    const arrivals = new Float64Array(new Uint8Array(readFileSync(file)).buffer);
    const toStream: number[] = [];
    let lost = 0;
    for (const [place, at] of arrivals.entries()) {
      if (at === 0) lost += 1;
      else toStream.push(at - (sentAt[place % texts] ?? 0));
    }
    const toScreen = shown.flatMap((number) => {
      const at = seen[`${MARK}${number}`];
      return at === undefined ? [] : [at - (sentAt[number] ?? 0)];
    });
    return {
      viewers: arrivals.length / texts,
      texts,
      written_late_by_ms: lateMs,
      stream: { lost, ...spread(toStream) },
      screen: { lost: shown.length - toScreen.length, ...spread(toScreen) },
      ...figures,
    };
  } finally {
    viewers.kill('SIGKILL');
  }
}

async function write({ write: send }: Deps, { perSecond, texts, conversations }: Plan) {
  const sentAt = new Float64Array(texts);
  const shown: number[] = [];
  const writes: Promise<unknown>[] = [];
  const begun = nowMs();
  for (let number = 0; number < texts; number += 1) {
    const isShown = number % SHOWN_EVERY === 0;
    if (isShown) shown.push(number);
    sentAt[number] = nowMs();
    writes.push(send(isShown ? 0 : 1 + (number % (conversations - 1)), `${MARK}${number}`));
    const dueMs = begun + ((number + 1) * 1_000) / perSecond - nowMs();
    if (dueMs > 0) await pause(dueMs);
  }
  await Promise.all(writes);
  return { sentAt, shown, lateMs: Math.round(nowMs() - begun - (texts * 1_000) / perSecond) };
}

const spread = (all: number[]) => ({
  p50_ms: Math.round(percentile(all, 0.5)),
  p95_ms: Math.round(percentile(all, 0.95)),
  most_ms: Math.round(percentile(all, 1)),
});
