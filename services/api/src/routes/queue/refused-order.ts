import { AppError } from '@ringback/shared/runtime/errors.ts';
import { missing } from '../../http/missing.ts';
import { ownNumber } from './recipient.ts';

/** What the database refuses of an order, whatever the channel. */
export type OrderRefusal =
  | 'judge_anew'
  | 'key_reused'
  | 'suppressed'
  | 'own_number'
  | 'no_such_lead'
  | 'no_such_agent';

const REFUSALS: Record<OrderRefusal, () => AppError> = {
  judge_anew: () => new AppError('internal', 'A named lead is not to be looked for.'),
  key_reused: () =>
    new AppError('key_reused', 'This Idempotency-Key came with another request before.'),
  suppressed: () => new AppError('suppressed', 'The number is on the do-not-contact list.'),
  own_number: ownNumber,
  no_such_lead: () => missing('lead_id', 'lead'),
  no_such_agent: () => missing('agent_id', 'agent'),
};

export const refusedOrder = (refusal: OrderRefusal): AppError => REFUSALS[refusal]();
