import type { HeardReport } from '@ringback/shared/db/calls/heard-report.ts';
import type { NewTurn } from '@ringback/shared/db/calls/transcripts.ts';
import type { SpoolEntry } from './spool.ts';

export type OptOut = Omit<Extract<SpoolEntry, { kind: 'opt-out' }>, 'kind'>;

export type Backlog = ReturnType<typeof createBacklog>;

/** What is still to be written to the database. */
export function createBacklog() {
  // By call and by number of the turn: a correction replaces what has not been written yet.
  const turnsOf = new Map<string, Map<number, NewTurn>>();
  const heardOn = new Map<string, HeardReport>();
  const optOuts = new Set<OptOut>();
  const closed = new Set<string>();

  const keep = (callSid: string, turns: NewTurn[], isNewer: boolean) => {
    const mine = turnsOf.get(callSid) ?? new Map<number, NewTurn>();
    for (const turn of turns) if (isNewer || !mine.has(turn.seq)) mine.set(turn.seq, turn);
    turnsOf.set(callSid, mine);
  };

  return {
    optOuts,
    /** Calls whose stream has ended, which the database does not know yet: they still count as live there. */
    closed,

    add: (callSid: string, turns: NewTurn[]) => keep(callSid, turns, true),
    /** The write failed. Turns that came in meanwhile are newer. */
    putBack: (callSid: string, turns: NewTurn[]) => keep(callSid, turns, false),
    /** In the order of the conversation. */
    take(callSid: string): NewTurn[] {
      const mine = turnsOf.get(callSid) ?? new Map<number, NewTurn>();
      turnsOf.delete(callSid);
      return [...mine.values()].sort((a, b) => a.seq - b.seq);
    },
    has: (callSid: string) => turnsOf.has(callSid),
    calls: () => [...turnsOf.keys()],

    /** What was heard in a call, to be written with its next turns. */
    noteHeard(callSid: string, heard: HeardReport) {
      heardOn.set(callSid, heard);
    },
    takeHeard(callSid: string): HeardReport | undefined {
      const heard = heardOn.get(callSid);
      heardOn.delete(callSid);
      return heard;
    },
    putBackHeard(callSid: string, heard: HeardReport) {
      if (!heardOn.has(callSid)) heardOn.set(callSid, heard);
    },

    isEmpty: () => turnsOf.size === 0 && optOuts.size === 0 && closed.size === 0,
    size: () =>
      [...turnsOf.values()].reduce((sum, turns) => sum + turns.size, optOuts.size + closed.size),
    /** In the form in which the spool keeps them. */
    turns: () => [...turnsOf].map(([callSid, turns]) => ({ callSid, turns: [...turns.values()] })),
  };
}
