/** Functions of the database that only read. A test compares them with what the database says of itself. */
export const READING: ReadonlySet<string> = new Set([
  'call_case',
  'call_to_judge',
  'call_to_settle',
  'campaign_progress',
  'claim_due_replies',
  'claim_unjudged',
  'consents_by_phone',
  'conversation_by_phone',
  'conversation_page',
  'due_webhooks',
  'event_bounds',
  'event_page',
  'is_suppressed',
  'lead_by_phone',
  'list_conversations',
  'list_leads',
  'list_senders',
  'live_snapshot',
  'lost_work',
  'message_contexts',
  'newest_migration',
  'number_histories',
  'number_history',
  'old_recordings',
  'open_passes',
  'read_spend',
  'resting',
  'stale_calls',
  'suppressions_by_phone',
  'text_case',
  'text_health',
  'unanalysed_conversations',
  'unknown_texts',
  'waiting_health',
  'webhook_times',
  'work_due',
]);

/** These write, but nothing that the log tells of. */
const UNTOLD: ReadonlySet<string> = new Set([
  'api_beat',
  'api_leaves',
  'begin_inbound_look',
  'call_health',
  'language_model_news',
  'read_outbox',
  'sign_of_life',
  'sign_off',
  'store_arrivals',
  'takes_writes',
]);

/** Whether a request to the database may have written something that pages hear of. */
export function mayPublish(method: string, url: string): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  const name = /\/rpc\/(\w+)/.exec(url)?.[1];
  return name === undefined || !(READING.has(name) || UNTOLD.has(name));
}
