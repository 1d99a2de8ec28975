/** How a call ends, once the last words have been heard. */
export type Ending = {
  /**
   * `transfer`: the stream closes and the carrier asks what comes next. `apology`: the same, and the
   * carrier apologises in its own voice because ours cannot speak.
   */
  kind: 'hangup' | 'transfer' | 'apology';
  reason: string;
  /** Whether it happens even if the lead goes on talking. */
  firm: boolean;
  /** It happens after this in any case; null: when the goodbye has been heard. */
  withinMs: number | null;
};

const FAREWELL_MS = 10_000;

/** One goodbye, then the end, whatever the model or the lead do. */
export function farewell(reason: string): Ending {
  return { kind: 'hangup', reason, firm: true, withinMs: FAREWELL_MS };
}

type Line = {
  nowMs: number;
  /** Whether the model is making a reply. */
  replying: boolean;
  /** Whether everything sent has been played. */
  playedOut: boolean;
};

export type EndingWatch = ReturnType<typeof createEndingWatch>;

/** No goodbye takes longer than this; also where the echo of the last mark never comes. */
const LONGEST_GOODBYE_MS = 20_000;

/** Decides when a planned ending is due. Holds no clock: every call passes the time. */
export function createEndingWatch() {
  let plan: { ending: Ending; deadlineMs: number; repliesToCome: number } | null = null;

  return {
    /** `repliesToCome`: how many replies are still to be spoken before the call may end. */
    plan(ending: Ending, nowMs: number, repliesToCome: number) {
      // A later, softer plan does not replace an opt-out; but a deadline never moves back.
      if (plan?.ending.firm && !ending.firm) {
        plan.repliesToCome = Math.min(plan.repliesToCome, repliesToCome);
        return;
      }
      const deadlineMs = nowMs + (ending.withinMs ?? LONGEST_GOODBYE_MS);
      plan = {
        ending,
        deadlineMs: Math.min(deadlineMs, plan?.deadlineMs ?? deadlineMs),
        repliesToCome,
      };
    },

    replyDone() {
      if (plan) plan.repliesToCome -= 1;
    },

    /** One more reply has to be spoken first. */
    expectReply() {
      if (plan) plan.repliesToCome = Math.max(0, plan.repliesToCome) + 1;
    },

    /** The lead goes on speaking: a goodbye that is not firm is cancelled. */
    callerSpoke() {
      if (plan && !plan.ending.firm) plan = null;
    },

    due({ nowMs, replying, playedOut }: Line): Ending | null {
      if (!plan) return null;
      const said = plan.repliesToCome <= 0 && !replying && playedOut;
      return said || nowMs >= plan.deadlineMs ? plan.ending : null;
    },

    planned: () => plan?.ending ?? null,
  };
}
