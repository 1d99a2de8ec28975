/** What a sender lacks; people are shown the steps to fix it. */
export type SenderProblem =
  | 'not_provisioned'
  | 'toll_free_unverified'
  | 'campaign_suspended'
  | 'a2p_unregistered'
  | 'being_configured'
  | 'registration_text';

/** What a carrier's error calls for, before it is known how often it came. */
export type CarrierError =
  | { next: 'opted_out'; certain: boolean }
  /** Retried after a while; after the second failure it counts as what `finally` says. */
  | { next: 'unreachable'; afterMs: number; finally?: 'bad_number' }
  | { next: 'sender_not_ready'; problem: SenderProblem; afterMs?: number }
  | { next: 'slow_down'; afterMs: number }
  | { next: 'day_spent' }
  | { next: 'replan'; zoneMismatch: boolean }
  | { next: 'retry_later'; afterMs: number; retries: number }
  | { next: 'retry_backoff' }
  | {
      next:
        | 'bad_number'
        | 'not_textable'
        | 'filtered'
        | 'reconcile'
        | 'stop_conversation'
        | 'config'
        | 'stop_sending'
        | 'rejected'
        | 'give_up'
        | 'warning';
    };
