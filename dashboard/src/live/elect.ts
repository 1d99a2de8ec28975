import type { TabMessage } from './tab-message.ts';

type Timer = (run: () => void, ms: number) => () => void;

type Deps = {
  id: string;
  tell: (kind: string, body: unknown) => void;
  onLead: () => void;
  onYield: () => void;
  setTimer: Timer;
  random: () => number;
};

/** A tab that leads answers within this time; a tab that is only opened waits less. */
const FIRST_ANSWER_MS = 200;
const ANSWER_MS = 1_500;
const CHECK_MS = 3_000;

/**
 * Chooses the tab that leads by messages between the tabs, where there are no Web Locks. Messages
 * reach a hidden tab at once, while its timers may be held for a minute: the tabs that do not lead
 * ask, the one that leads only answers. Of two that lead the one with the lower id stays.
 */
export function elect({ id, tell, onLead, onYield, setTimer, random }: Deps) {
  let isLeading = false;
  let cancel = () => {};

  function ask(answerMs: number): void {
    cancel();
    cancel = setTimer(lead, answerMs * (1 + random()));
    tell('who_leads', null);
  }

  function lead(): void {
    isLeading = true;
    tell('i_lead', id);
    onLead();
  }

  function hearLeader(other: string): void {
    if (isLeading && other > id) {
      tell('i_lead', id);
      return;
    }
    if (isLeading) onYield();
    isLeading = false;
    cancel();
    cancel = setTimer(() => ask(ANSWER_MS), CHECK_MS);
  }

  return {
    start: () => ask(FIRST_ANSWER_MS),
    hear({ kind, body }: TabMessage): void {
      if (kind === 'who_leads' && isLeading) tell('i_lead', id);
      else if (kind === 'i_lead') hearLeader(String(body));
      else if (kind === 'i_leave') ask(FIRST_ANSWER_MS);
    },
    leave(): void {
      cancel();
      const led = isLeading;
      isLeading = false;
      if (led) tell('i_leave', null);
    },
  };
}
