import { AppError } from '@ringback/shared/runtime/errors.ts';
import { missing } from '../../http/missing.ts';
import { ownNumber } from './recipient.ts';

/** The refusals of an order by the database, on any channel. */
export type OrderRefusal =
  | 'judge_anew'
  | 'key_reused'
  | 'suppressed'
  | 'own_number'
  | 'no_such_lead'
  | 'no_such_agent';

const REFUSALS: Record<OrderRefusal, () => AppError> = {
  judge_anew: () => new AppError('internal', 'A named lead must not be looked up.'),
  key_reused: () =>
    new AppError('key_reused', 'This Idempotency-Key was used for another request.'),
  suppressed: () => new AppError('suppressed', 'The number is on the do-not-contact list.'),
  own_number: ownNumber,
  no_such_lead: () => missing('lead_id', 'lead'),
  no_such_agent: () => missing('agent_id', 'agent'),
};

export const refusedOrder = (refusal: OrderRefusal): AppError => REFUSALS[refusal]();
