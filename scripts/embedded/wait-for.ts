import { setTimeout as pause } from 'node:timers/promises';

type Options = {
  deadlineMs: number;
  everyMs?: number;
  /** Ends the waiting early, for instance because the process asked for is gone. */
  signal?: AbortSignal;
};

/** Resolves when the URL answers with a 2xx; rejects with the last answer when the deadline passes. */
export async function waitFor(url: string, options: Options): Promise<void> {
  const endsAt = performance.now() + options.deadlineMs;
  let last = 'no answer';
  while (performance.now() < endsAt) {
    options.signal?.throwIfAborted();
    last = await ask(url);
    if (last === 'ok') return;
    await pause(options.everyMs ?? 100, undefined, { signal: options.signal });
  }
  throw new Error(`${url} was not ready after ${options.deadlineMs / 1000} s: ${last}`);
}

async function ask(url: string): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(3_000) });
    const body = await response.text();
    return response.ok ? 'ok' : `${response.status} ${body.slice(0, 300)}`;
  } catch (error) {
    return error instanceof Error ? causeOf(error) : String(error);
  }
}

/** fetch says only "fetch failed"; why stands in the cause. */
function causeOf(error: Error): string {
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}
