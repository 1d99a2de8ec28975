import { z } from 'zod';
import { asJson, callFunction, type Db } from './client.ts';
import type { Decision } from './decisions.ts';

type Why = Pick<Decision, 'rule' | 'reason' | 'evidence'>;

type Functions =
  | { hold: 'hold_call'; deny: 'deny_call' }
  | { hold: 'hold_message'; deny: 'deny_message' };

/** Puts a call or a text off, or ends it, and records why. False: it had moved on meanwhile. */
export function createHoldAndDeny(db: Db, functions: Functions) {
  const said = (id: string, { rule, reason, evidence = {} }: Why, now: Date) => ({
    p_id: id,
    p_rule: rule,
    p_reason: reason,
    p_evidence: asJson(evidence),
    p_now: now.toISOString(),
  });
  return {
    async hold(id: string, until: Date, why: Why, now: Date): Promise<boolean> {
      const args = { ...said(id, why, now), p_until: until.toISOString() };
      return z.boolean().parse(await callFunction(db, functions.hold, args));
    },

    /** Of a campaign's text: also stops the campaign for this lead. */
    async deny(id: string, why: Why, now: Date): Promise<boolean> {
      return z.boolean().parse(await callFunction(db, functions.deny, said(id, why, now)));
    },
  };
}
