import type { InboundText } from '../db/texts/inbound-texts.ts';
import type { OptOutDecision } from '../domain/opt-out/decide-opt-out.ts';
import { blockedScope, wantsCallInstead } from '../domain/opt-out/scope.ts';
import type { Said } from '../domain/texts/own-words.ts';

/**
 * What the rules found in a text, as it is stored with the text; for an opt-out, what it covers and
 * asks for.
 */
export function foundIn(
  { kind: said, words: body }: Said,
  decision: OptOutDecision,
  standard: 'all' | 'sms',
): InboundText['opt_out'] {
  const what = said === 'words' ? {} : { said };
  if (decision.kind === 'none') return { kind: 'none', ...what };
  const { kind, rule, words } = decision;
  if (kind !== 'opt_out') return { kind, rule, words, ...what };
  const scope = blockedScope(body, standard, decision.scope);
  const wantsCall = scope === 'sms' && wantsCallInstead(body);
  return { kind, rule, words, ...what, scope, ...(wantsCall && { wants_call: true }) };
}
