import type { Clock } from '../../clock.ts';
import type { Message } from './message.ts';

/** Everything the carrier stores about texts. */
export type Texts = {
  readonly clock: Clock;
  readonly messages: Map<string, Message>;
  /** Pairs of one of our numbers and a person who has blocked it. */
  readonly blocked: Set<string>;
  /** When each sender's queue is empty again. */
  readonly freeAt: Map<string, number>;
  /** Numbers that turned out to be landlines. */
  readonly landlines: Set<string>;
  /** The Messaging Service that last sent from a number. */
  readonly serviceOf: Map<string, string>;
  /** Texts to our numbers whose webhook was lost, in their order. */
  readonly unreported: Message[];
  /** Where texts to our numbers are announced; null is nowhere. */
  smsUrl: string | null;
  now(): number;
  /** Runs after so many milliseconds of the clock, unless everything was reset or stopped by then. */
  later(delayMs: number, run: () => void): void;
  pause(delayMs: number): Promise<'passed'>;
  /** Counts a webhook as under way until it has ended. */
  track(webhook: Promise<unknown>): void;
  /** Resolves when no webhook about texts is under way. */
  quiet(): Promise<void>;
  reset(): void;
};

export function createTexts(clock: Clock, smsUrl: string | null, stopped: AbortSignal): Texts {
  let era = 0;
  let underWay = 0;
  const waiting: (() => void)[] = [];

  const ended = () => {
    underWay -= 1;
    if (underWay === 0) for (const resolve of waiting.splice(0)) resolve();
  };

  const texts: Texts = {
    clock,
    messages: new Map(),
    blocked: new Set(),
    freeAt: new Map(),
    landlines: new Set(),
    serviceOf: new Map(),
    unreported: [],
    smsUrl,
    now: () => clock.now().getTime(),
    later(delayMs, run) {
      const began = era;
      clock.after(delayMs, () => {
        if (began === era && !stopped.aborted) run();
      });
    },
    pause: (delayMs) => new Promise((resolve) => texts.later(delayMs, () => resolve('passed'))),
    track(webhook) {
      underWay += 1;
      webhook.then(ended, ended);
    },
    quiet: () =>
      underWay === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve)),
    reset() {
      era += 1;
      for (const memory of [texts.messages, texts.freeAt, texts.serviceOf]) memory.clear();
      texts.blocked.clear();
      texts.landlines.clear();
      texts.unreported.length = 0;
      texts.smsUrl = smsUrl;
    },
  };
  return texts;
}

/** The key under which one of our numbers is blocked for a person. */
export function pairOf(ours: string, person: string): string {
  return `${ours} ${person}`;
}
