import { CAMPAIGN, ENDPOINT, NOW, OUR_NUMBER } from './fill.ts';

/** What it is for, and with it how much dearer it may be at a million rows than at ten thousand. */
export type Kind = 'schedule' | 'claim' | 'list' | 'search' | 'other';
export const AIMS: Record<Kind, number> = {
  schedule: 1.5,
  claim: 1.5,
  list: 2,
  search: 5,
  other: 1.5,
};

export type Question = { name: string; kind: Kind; sql: string };

const SID = `'CA' || md5('4000')`;
const CALL = `md5('call 4000')::uuid`;
const TALK = `md5('talk 4009')::uuid`;
/** Alive, ringing, due; and a talk in which an answer is owed. */
const LIVE_CALL = `md5('live 4')::uuid`;
const DUE_CALL = `md5('live 3')::uuid`;
const DUE_TEXT = `md5('now 2 2')::uuid`;
const OWED_TALK = `md5('now 1')::uuid`;
const NEW_ID = `'00000000-0000-4000-8000-000000000001'`;
const at = `'${NOW}'::timestamptz`;
const until = `'2026-11-20T18:00:00Z'`;

const json = (value: unknown) => `'${JSON.stringify(value)}'::jsonb`;
const claim = (phone: string, more: object = {}) =>
  json({
    worker: 'bench',
    deadline_at: '2026-11-20T17:00:08Z',
    open_until: '2026-11-20T20:00:00Z',
    caps: { total: 5, max_live: 200 },
    limits: [{ id: 'contacts_per_day', channels: ['call', 'text'], limit: 3, window_hours: 24 }],
    number: { to: phone, ok: true, table: 'bench' },
    evidence: {},
    ...more,
  });
const inbound = {
  message_id: NEW_ID.slice(1, -1),
  provider: 'twilio',
  provider_sid: 'SMnew',
  from: '+15051000005',
  to: OUR_NUMBER,
  body: 'Hello.',
  debounce_seconds: 5,
  cap_seconds: 30,
};

const LINK = { token_hash: 'new', expires_at: '2026-11-21T05:00:00Z' };
const PERSON = json({ id: ENDPOINT, kind: 'user', name: 'Ada' });
const ACTOR = json({ kind: 'command', name: 'bench' });

const ask = (kind: Kind, name: string, args: string, variant?: string): Question => ({
  name: variant === undefined ? name : `${name} (${variant})`,
  kind,
  sql: `select public.${name}(${args})`,
});
const listed = (kind: Kind, variant: string, p: object) =>
  ask(kind, 'list_conversations', json({ limit: 50, ...p }), variant);
const inbox = (kind: Kind, variant: string, p: object) =>
  ask(kind, 'inbox', json({ limit: 50, reader: NEW_ID.slice(1, -1), ...p }), variant);
const calls = (variant: string, p: object, kind: Kind = 'list') =>
  ask(kind, 'list_calls', json({ limit: 50, ...p }), variant);
const rows = (kind: Kind, variant: string, sql: string): Question => ({ name: variant, kind, sql });

/** Every public function with arguments as the services give them, and the lists that are no function. */
export const QUESTIONS: Question[] = [
  ask('schedule', 'lost_work', `'5 minutes', ${at}, 500`),
  ask('schedule', 'work_due', `'1 minute', '5 seconds', ${at}`),
  ask('schedule', 'api_beat', `'one', false, ${at}`),
  ask('schedule', 'api_leaves', `'one', ${at}`),
  ask('schedule', 'stale_calls', `${at} - interval '30 minutes', 500`),
  ask('schedule', 'repair_leads', `${at}, 500`),
  ask('schedule', 'call_health', at),
  ask('schedule', 'text_health', `'{"twilio": ["30007"]}', ${at}`),
  ask('schedule', 'waiting_health', at),
  ask('schedule', 'open_passes', `'[${NEW_ID.replaceAll("'", '"')}]', ${at}`),
  ask('schedule', 'idle_conversations', `7, ${at}, 200`),
  ask('schedule', 'unanalysed_conversations', `${at}, 200`),
  ask('schedule', 'claim_checks', `${at} + interval '5 minutes', 100`),
  ask('schedule', 'claim_message_checks', `${at}, 100`),
  ask('schedule', 'claim_call_prices', `${at}, 100`),
  ask('schedule', 'claim_due_messages', `'5 seconds', ${at}, 100`),
  ask('schedule', 'claim_due_replies', `'5 seconds', ${at}, 100`),
  ask('schedule', 'claim_unjudged', `'5 seconds', '2 minutes', ${at}, 100`),
  ask('schedule', 'due_webhooks', `${at}, 100`),
  ask('schedule', 'due_notifications', `${at}, 100`),
  ask('schedule', 'needs_to_look', `${at}, 100`),
  ask('schedule', 'note_seen', `'[${NEW_ID.replaceAll("'", '"')}]', ${at}`),
  ask('schedule', 'take_in_left_arrivals', `'2 seconds', ${at}, 100`),
  ask('schedule', 'begin_inbound_look', `'twilio', ${at}`),
  ask('schedule', 'record_inbound_look', `'twilio', ${at}, ${at}`),
  ask('schedule', 'sign_of_life', `'bench', 'one', null`),
  ask('schedule', 'sign_off', `'bench', 'one'`),
  ask('schedule', 'resting', at),
  ask('schedule', 'read_spend', at),
  ask('schedule', 'takes_writes', ''),
  ask('schedule', 'webhook_times', `'{twilio/status,twilio/text_inbound,retell/chat}'`),
  ask('schedule', 'prune_events', `'2020-01-01', 1000`),
  ask('schedule', 'prune_webhooks', `'2020-01-01', 1000`),
  ask('schedule', 'prune_person_needs', `'2020-01-01', 1000`),
  ask('schedule', 'prune_history', `'webhook_receipts', '2020-01-01', 2000`, 'receipts'),
  ask('schedule', 'prune_history', `'call_events', '2020-01-01', 2000`, 'call events'),
  ask('schedule', 'prune_history', `'contact_decisions', '2020-01-01', 2000`, 'decisions'),
  ask('schedule', 'prune_history', `'idempotency_keys', '2020-01-01', 2000`, 'keys'),
  ask('schedule', 'prune_history', `'transcripts', '2020-01-01', 2000`, 'transcripts'),
  ask('schedule', 'old_recordings', `${at}, 100`),
  ask('schedule', 'old_media', `${at}, ${at}, ${at}, 100`),
  ask('schedule', 'claim_due_media', `${at}, 200`),
  ask('schedule', 'forget_media', `${NEW_ID}, ${at}`),
  ask('schedule', 'forget_recording', `${CALL}, ${at}`),
  ask('schedule', 'read_outbox', '1000, null, null, 500'),
  ask('schedule', 'event_page', '1000, 1500, 500'),
  ask('schedule', 'event_bounds', ''),

  ask('claim', 'begin_call', `${DUE_CALL}, ${claim('+15051000003')}, ${at}`),
  ask('claim', 'begin_message', `${DUE_TEXT}, ${claim('+15051000002')}, ${at}`),
  ask('claim', 'begin_reply', `${OWED_TALK}, '60 seconds', ${at}`),
  ask('claim', 'begin_judgement', `${OWED_TALK}, '30 seconds', '60 seconds', '2 minutes', ${at}`),
  ask('claim', 'begin_webhook', `${NEW_ID}, '30 seconds', ${at}`),
  ask('claim', 'begin_notification', `${NEW_ID}, '30 seconds', ${at}`),
  ask('claim', 'record_notification', `${NEW_ID}, 1, ${json({ status: 'sent' })}, ${at}`),
  ask('claim', 'record_told', `${json({ need_id: NEW_ID.slice(1, -1), told: [] })}, ${at}`),
  ask('claim', 'call_case', `${DUE_CALL}, '8 seconds', ${at}`),
  ask(
    'claim',
    'message_contexts',
    `array(select md5('now ' || n || ' 2')::uuid from generate_series(1, 40) n)
       || array(select md5('text ' || n * 7 || ' 1')::uuid from generate_series(1, 10) n), ${at}`,
  ),
  ask('claim', 'hold_call', `${DUE_CALL}, ${until}, 'quiet_hours', 'Night.', null, ${at}`),
  ask('claim', 'deny_call', `${DUE_CALL}, 'no_consent', 'None.', null, ${at}`),
  ask('claim', 'hold_message', `${DUE_TEXT}, ${until}, 'quiet_hours', 'Night.', null, ${at}`),
  ask('claim', 'deny_message', `${DUE_TEXT}, 'no_consent', 'None.', null, ${at}`),
  ask('claim', 'release_call', `${LIVE_CALL}, 0, 'scheduled', ${until}, 'busy', ${at}`),
  ask('claim', 'release_message', `${DUE_TEXT}, 0, ${json({ status: 'failed' })}, 'no', ${at}`),
  ask('claim', 'release_reply', `${OWED_TALK}, 0, ${until}, ${at}`),
  ask('claim', 'release_judgement', `${OWED_TALK}, ${until}, false, ${at}`),
  ask('claim', 'give_up_call_claim', `${DUE_CALL}, ${NEW_ID}, ${at}`),
  ask('claim', 'give_up_message_claim', `${DUE_TEXT}, ${NEW_ID}, ${at}`),
  ask('claim', 'record_dialed', `${LIVE_CALL}, 0, 'CAlive4', ${at}`),
  ask('claim', 'record_lookup', `${LIVE_CALL}, 0, null, ${at}`),
  ask('claim', 'record_message_sent', `${DUE_TEXT}, 0, 'SMnew', 'queued', 1, ${at}`),
  ask('claim', 'record_message_lookup', `${DUE_TEXT}, 0, null, ${at}`),
  ask('claim', 'record_webhook', `${NEW_ID}, 1, '{}', ${at}`),
  ask('claim', 'settle_call', `${CALL}, '{}', ${at}`),
  ask('claim', 'close_call', `${LIVE_CALL}, 'failed', 'stale', ${at}`),
  ask('claim', 'record_call_price', `${CALL}, 0.02, ${at}`),
  ask('claim', 'language_model_news', `null, null, 'bench', 3, 30, ${at}`),

  listed('list', 'newest', {}),
  listed('list', 'of a person', { owner: 'human' }),
  listed('list', 'of the agent', { owner: 'ai' }),
  listed('list', 'open', { open: true }),
  listed('list', 'over', { open: false }),
  listed('list', 'assigned', { assigned_to: 'nobody' }),
  listed('list', 'of a lead', { lead_id: 4000 }),
  listed('list', 'of a campaign', { campaign_id: CAMPAIGN }),
  listed('list', 'of no campaign', { campaign_id: ENDPOINT }),
  listed('list', 'unread', { unread: true }),
  inbox('list', 'needs a person', { view: 'needs' }),
  inbox('list', 'needs a person, later', {
    view: 'needs',
    after: { rank: 4, at: NOW, id: NEW_ID.slice(1, -1) },
  }),
  inbox('list', 'open', { view: 'open' }),
  inbox('list', 'open, later', {
    view: 'open',
    after: { rank: 0, at: '2026-11-20T10:00:00Z', id: NEW_ID.slice(1, -1) },
  }),
  inbox('list', 'mine', { view: 'mine' }),
  inbox('list', 'ended', { view: 'ended' }),
  inbox('list', 'of a campaign', { view: 'open', campaign_id: CAMPAIGN }),
  inbox('list', 'live calls', { view: 'open', channel: 'call' }),
  inbox('list', 'calls that ended', { view: 'ended', channel: 'call' }),
  ask('list', 'lead_story', json({ lead_id: 4009, limit: 200 })),
  ask(
    'list',
    'lead_story',
    `jsonb_build_object('conversation_id', ${TALK}, 'limit', 50)`,
    'of a conversation',
  ),
  ask('list', 'lead_standing', `'+14041004009', ${at}`),
  ask('list', 'inbox_counts', json({ reader: NEW_ID.slice(1, -1) })),
  ask('list', 'list_leads', `null, null, null, 0, 50`, 'newest'),
  ask('list', 'list_leads', `null, 'new', null, 0, 50`, 'by status'),
  ask('list', 'list_leads', `null, 'unreachable', null, 0, 50`, 'by a rare status'),
  ask('list', 'list_leads', `null, null, 5000, 0, 50`, 'a later page'),
  ask('list', 'conversation_page', `${TALK}, ${json({ limit: 50 })}`),
  ask('list', 'conversation_by_phone', `'+14041004009', null`),
  ask('list', 'lead_by_phone', `'+14041004009'`),
  ask('list', 'consents_by_phone', `'+14041004009'`),
  ask('list', 'suppressions_by_phone', `'+14041004007'`),
  ask('list', 'list_senders', at),
  ask('list', 'campaign_progress', `'${ENDPOINT}', ${at}`),
  ask('list', 'live_snapshot', '50, 500, null'),
  calls('newest', {}),
  calls('by a rare status', { status: 'failed' }),
  calls('of a lead', { lead_id: 4000 }),
  calls('of a day', { since: '2026-11-20T00:00:00Z', until: '2026-11-21T00:00:00Z' }),
  calls('of a campaign', { campaign_id: ENDPOINT }),
  calls('of an agent', { agent_id: ENDPOINT }),
  calls('that came in', { direction: 'inbound' }),
  calls('a later page', {
    before: { createdAt: '2026-11-20T10:00:00Z', id: NEW_ID.slice(1, -1) },
  }),
  rows(
    'list',
    'transcripts (of a call)',
    `select * from conversation_transcripts where call_sid = ${SID} order by seq`,
  ),
  rows(
    'list',
    'decisions (of a lead)',
    'select * from contact_decisions where lead_id = 4000 order by id desc limit 50',
  ),
  rows(
    'list',
    'enrollments (of a campaign)',
    `select * from sms_campaign_enrollments where campaign_id = '${CAMPAIGN}' order by id desc limit 50`,
  ),
  rows(
    'list',
    'enrollments (paused, of a campaign)',
    `select * from sms_campaign_enrollments where campaign_id = '${CAMPAIGN}' and status = 'paused'
     order by id desc limit 50`,
  ),
  rows(
    'list',
    'analyses (to review)',
    `select * from conversation_analyses where status = 'needs_review'
     order by created_at desc, id desc limit 50`,
  ),
  rows('list', 'suppressions (newest)', 'select * from suppressions order by id desc limit 50'),
  rows(
    'list',
    'appointments (of a lead)',
    'select * from appointments where lead_id = 4000 order by starts_at',
  ),
  rows(
    'list',
    'deliveries (dead)',
    `select * from webhook_deliveries where status = 'dead' order by created_at desc, id desc limit 50`,
  ),

  ask('search', 'list_leads', `initcap(substr(md5('5000'), 1, 6)), null, null, 0, 50`, 'a name'),
  ask('search', 'list_leads', `'1005000', null, null, 0, 50`, 'a number'),
  ask(
    'search',
    'list_leads',
    `substr(md5('5000'), 1, 8) || '@example.test', null, null, 0, 50`,
    'an address',
  ),
  ask('search', 'list_leads', `'nobody at all', null, null, 0, 50`, 'nobody'),
  ask(
    'search',
    'list_conversations',
    `jsonb_build_object('limit', 50, 'q', substr(md5('5000'), 1, 6))`,
    'a name',
  ),
  ask('search', 'list_conversations', json({ limit: 50, q: '1005000' }), 'a number'),
  inbox('search', 'a number', { view: 'open', q: '1005000' }),
  calls('a word', { q: 'wagon' }, 'search'),
  calls('a number', { q: '1005000' }, 'search'),
  inbox('search', 'a word', { view: 'open', q: 'wagon' }),
  ask('search', 'search_words', `'wagon', 8`, 'a word'),
  ask('other', 'note_export', `'leads', '{}', ${ACTOR}, ${at}`),
  ask('search', 'search_words', `'zzzzzz', 8`, 'a word that nobody said'),
  inbox('search', 'nobody', { view: 'needs', q: 'nobody at all' }),
  ask('search', 'list_conversations', json({ limit: 50, q: 'nobody at all' }), 'nobody'),

  ask('other', 'retry_call', `${CALL}, ${json({ id: NEW_ID.slice(1, -1) })}, ${at}`),
  ask('other', 'unknown_texts', `array['SMnew', 'SMother']`),
  ask('schedule', 'newest_migration', ''),
  ask('other', 'delete_lead', `4004, ${at}`),
  ask('other', 'receive_message', `${json(inbound)}, ${at}`),
  ask('other', 'store_arrivals', `${json([{ ...inbound, arrived_at: NOW }])}, ${at}`),
  ask('other', 'take_in_arrivals', `${json([{ ...inbound, arrived_at: NOW }])}, ${at}`),
  ask(
    'other',
    'record_chat',
    `${json({ provider: 'retell', chat_id: 'c', from: '+15051000005', to: OUR_NUMBER, messages: [] })}, ${at}`,
  ),
  ask('other', 'number_history', `'+14041004009', null, ${at} - interval '14 days', ${at}`),
  ask('other', 'number_histories', `${json([{ phone: '+14041004009', since: NOW }])}, ${at}`),
  ask(
    'other',
    'record_inbound_call',
    `${json({ id: NEW_ID.slice(1, -1), call_sid: 'CAnew', from: '+14041004009', to: OUR_NUMBER, provider: 'twilio', provider_status: 'in-progress' })}, ${at}`,
  ),
  ask(
    'other',
    'record_call_event',
    `${json({ provider: 'twilio', kind: 'status', call_sid: 'CAlive4', status: 'completed', enters_from: ['in_progress'], provider_status: 'completed', sequence: 4 })}, ${at}`,
  ),
  ask(
    'other',
    'record_recording',
    `'twilio', ${SID}, 'RE1', 'completed', 'https://example.test/', 9, '{}', ${at}`,
  ),
  ask('other', 'open_voice', `${LIVE_CALL}, 'CAlive4', 'hash', ${until}, ${at}`),
  ask('other', 'open_media_session', `'CAlive4', 'hash', ${at}`),
  ask(
    'other',
    'save_transcripts',
    `'CAlive4', ${json([{ seq: 1, role: 'user', content: 'Hello.', heard: true, at: NOW }])}, ${at}`,
  ),
  ask('other', 'stream_closed', `'CAlive4', ${at}`),
  ask(
    'other',
    'tell_heard',
    `'CAlive4', ${json({ stream: 1, agent_ms: 9, lead_ms: 9, over: true, enough: true })}, ${at}`,
  ),
  ask(
    'other',
    'end_media_session',
    `'CAlive4', ${json([{ seq: 2, role: 'user', content: 'Bye.', heard: true, at: NOW }])},
     ${json({ stream: 1, agent_ms: 9, lead_ms: 9, over: true, enough: true })}, ${at}`,
  ),
  ask('other', 'call_to_settle', CALL),
  ask('other', 'call_to_judge', CALL),
  ask('other', 'wrap_up_call', `${LIVE_CALL}, 'hangup', 'bye', ${at}`),
  ask('other', 'ask_for_person', `${LIVE_CALL}, 'asked', ${at}`),
  ask('other', 'transfer_ended', `'CAlive4', 'completed', '{}', ${at}`),
  ask('other', 'book_appointment', `${LIVE_CALL}, ${until}, 'At six.', ${at}`),
  ask('other', 'book_text_appointment', `${OWED_TALK}, ${until}, 'At six.', ${at}`),
  ask(
    'other',
    'save_analysis',
    `jsonb_build_object('call_id', ${CALL}, 'status', 'done', 'outcome', 'qualified', 'decided_by', 'model', 'facts', '[]'::jsonb, 'dropped', '[]'::jsonb), ${at}`,
  ),
  ask(
    'other',
    'save_text_analysis',
    `jsonb_build_object('conversation_id', md5('talk 4001')::uuid, 'status', 'done', 'outcome', 'qualified', 'decided_by', 'model'), ${at}`,
  ),
  ask(
    'other',
    'record_text_outcome',
    `jsonb_build_object('conversation_id', md5('talk 4001')::uuid, 'ended_at', null), ${at}`,
  ),
  ask('other', 'text_case', `${TALK}, 200`),
  ask(
    'other',
    'schedule_call',
    `${json({ id: NEW_ID.slice(1, -1), to: '+14041004008', provider: 'twilio', voice: 'openai', priority: 'normal', origin: 'api', run_at: NOW, metadata: {}, decision: { verdict: 'allow', rule: 'open', reason: 'Day.' } })}, ${at}`,
  ),
  ask(
    'other',
    'plan_text',
    `${json({ message_id: NEW_ID.slice(1, -1), to: '+14041004008', body: 'Hello.', sender: OUR_NUMBER })}, ${at}`,
  ),
  ask(
    'other',
    'receive_lead',
    `${json({ source: 'web', phone: '+14041004008', campaign_id: CAMPAIGN })}, ${at}`,
  ),
  ask(
    'other',
    'import_leads',
    `${json({ source: 'file', rows: [{ line: 1, phone: '+14041004008' }] })}, ${at}`,
  ),
  ask('other', 'enroll', `'${CAMPAIGN}', '{4001,4002,4003}', ${at}`),
  ask('other', 'record_consent', `4000, '{}', ${at}`),
  ask('other', 'suppress', `'+14041004008', 'all', 'api', null, null, ${at}`),
  ask(
    'other',
    'suppress_many',
    `${json({ rows: [{ phone: '+14041004008', scope: 'all' }] })}, ${at}`,
  ),
  ask('other', 'is_suppressed', `'+14041004008', 'voice'`),
  ask('other', 'link_call', `4000, 'CAlive4', 'outbound', ${at}`),
  ask('other', 'unlink_call', `${SID}, ${at}`),
  ask('other', 'wake_held_calls', `4000, ${at}`),
  ask('other', 'wake_sender', `'${OUR_NUMBER}', ${at}`),
  ask('other', 'set_sender_pace', `'${OUR_NUMBER}', 5, ${at}`),
  ask(
    'other',
    'set_switch',
    `'stop_all', false, 'bench', '{"kind": "system", "name": "bench"}', ${at}`,
  ),
  ask('other', 'know_our_numbers', `'{${OUR_NUMBER}}', ${at}`),
  ask('other', 'know_our_carrier', `'twilio', 'openai', ${at}`),
  ask('other', 'note_webhook', `'twilio', 'status', 'new', 'recorded', ${at}`),
  ask(
    'other',
    'record_delivery',
    `jsonb_build_object('provider', 'twilio', 'kind', 'callback', 'provider_sid', 'SM' || md5('4000 1'), 'status', 'delivered', 'enters_from', '["sent"]'::jsonb, 'provider_status', 'delivered'), ${at}`,
  ),
  ask(
    'other',
    'record_opt_out',
    `jsonb_build_object('conversation_id', ${TALK}, 'words', 'Stop.'), ${at}`,
  ),
  ask(
    'other',
    'record_words_verdict',
    `jsonb_build_object('conversation_id', ${TALK}, 'message_ids', '[]'::jsonb, 'verdict', 'not', 'by', 'model'), ${at}`,
  ),
  ask('other', 'retry_message', `md5('text 4000 1')::uuid, ${at}`),
  ask('other', 'retry_webhook', `${NEW_ID}, ${at}`),
  ask(
    'other',
    'save_reply_draft',
    `jsonb_build_object('conversation_id', ${OWED_TALK}, 'fence', 0, 'message_id', ${NEW_ID}, 'body', 'Yes.', 'in_reply_to_seq', 1), ${at}`,
  ),
  ask(
    'other',
    'finish_conversation',
    `jsonb_build_object('conversation_id', ${OWED_TALK}, 'fence', 0, 'message_id', ${NEW_ID}, 'body', 'Yes.', 'in_reply_to_seq', 1, 'outcome', 'success', 'reason', 'goal_reached'), ${at}`,
  ),
  ask(
    'other',
    'answer_with_call',
    `jsonb_build_object('conversation_id', ${OWED_TALK}, 'fence', 0, 'message_id', ${NEW_ID}, 'body', 'Yes.', 'in_reply_to_seq', 1, 'call', '{"seq":1,"quote":"call me"}'::jsonb), ${at}`,
  ),
  ask(
    'other',
    'begin_upload',
    `jsonb_build_object('id', ${NEW_ID}, 'conversation_id', ${TALK}, 'uploaded_by', '${ENDPOINT}', 'type', 'image/png', 'bytes', 1, 'sha256', 'x'), 30, ${at}`,
  ),
  ask('other', 'record_media', `${json({ id: NEW_ID.slice(1, -1), state: 'pending' })}, ${at}`),
  ask(
    'other',
    'human_message',
    `jsonb_build_object('conversation_id', ${TALK}, 'message_id', ${NEW_ID}, 'client_message_id', 'c', 'body', 'Hello.', 'actor', ${PERSON}), ${at}`,
  ),
  ask(
    'other',
    'hand_over_conversation',
    `jsonb_build_object('conversation_id', ${TALK}, 'reason', 'asked', 'summary', 'It asked.'), ${at}`,
  ),
  ask('other', 'set_conversation_owner', `${TALK}, 'human', ${PERSON}, ${at}`),
  ask('other', 'assign_conversation', `${TALK}, null, ${ACTOR}, ${at}`),
  ask('other', 'mark_conversation_read', `${TALK}, 2, ${NEW_ID}, ${at}`),
  ask('other', 'mark_conversation_unread', `${TALK}, ${NEW_ID}, ${at}`),
  ask('other', 'hold_reply', `${OWED_TALK}, ${PERSON}, ${at}`),
  ask('other', 'reopen_conversation', `md5('talk 4001')::uuid, ${PERSON}, ${at}`),
  ask(
    'other',
    'add_note',
    `${json({ id: NEW_ID.slice(1, -1), lead_id: 4000, body: 'Hello.', actor: { id: ENDPOINT, kind: 'user', name: 'Ada' } })}, ${at}`,
  ),
  ask(
    'other',
    'save_canned_reply',
    `${json({ id: NEW_ID.slice(1, -1), name: 'Hello', body: 'Hello.' })}, ${ACTOR}, ${at}`,
  ),
  ask('other', 'delete_canned_reply', `${NEW_ID}, ${ACTOR}, ${at}`),
  ask(
    'other',
    'save_notification_rule',
    `${json({ id: NEW_ID.slice(1, -1), reasons: ['handed_over'], after_minutes: 5, channel: 'mail', to_whom: 'on_duty', is_active: true })}, ${ACTOR}, ${at}`,
  ),
  ask('other', 'delete_notification_rule', `${NEW_ID}, ${ACTOR}, ${at}`),
  ask(
    'other',
    'save_duty_shift',
    `${json({ id: NEW_ID.slice(1, -1), user_id: ENDPOINT, days: ['mon'], starts: '09:00', ends: '17:00', time_zone: 'America/New_York' })}, ${ACTOR}, ${at}`,
  ),
  ask('other', 'delete_duty_shift', `${NEW_ID}, ${ACTOR}, ${at}`),
  ask('other', 'delete_note', `${NEW_ID}, ${PERSON}, false, ${at}`),
  ask(
    'other',
    'end_conversation',
    `jsonb_build_object('conversation_id', ${TALK}, 'outcome', 'success', 'reason', 'closed_by_staff'), ${at}`,
  ),
  ask('other', 'set_enrollment_status', `4009, 'paused', 'asked', ${ACTOR}, ${at}`),
  ask('other', 'skip_step', `4009, null, ${ACTOR}, ${at}`),
  ask('other', 'send_step_now', `4008, ${ACTOR}, ${at}`),
  ask('other', 'save_campaign', `${json({ id: ENDPOINT, goal: 'Say hello.' })}, ${at}`),
  ask('other', 'put_campaign', `${json({ id: ENDPOINT, goal: 'Say hello.' })}, null, ${at}`),
  ask('other', 'edit_campaign_steps', `'${ENDPOINT}', '[]', ${at}`),
  ask('other', 'set_campaign_status', `'${ENDPOINT}', 'running', ${at}`),
  ask('other', 'find_session', `'hash of a token', ${at}`),
  ask(
    'other',
    'open_session',
    `${json({ token_hash: 'new', user_id: ENDPOINT, expires_at: '2026-11-21T05:00:00Z', how: 'password' })}, ${at}`,
  ),
  ask('other', 'close_session', `'hash of a token', false, ${at}`),
  ask('other', 'begin_sign_in', `${json({ email: 'hash', address: 'other hash' })}, ${at}`),
  ask(
    'other',
    'invite_user',
    `${json({ email: 'new@example.com', name: 'New', role: 'agent', invitation: LINK })}, ${ACTOR}, ${at}`,
  ),
  ask('other', 'reset_user', `${json({ id: ENDPOINT, ...LINK })}, ${ACTOR}, ${at}`),
  ask('other', 'read_invitation', `'hash of a token', ${at}`),
  ask(
    'other',
    'accept_invitation',
    `${json({ token_hash: 'hash of a token', password_hash: 'scrypt$' })}, ${at}`,
  ),
  ask('other', 'set_password', `'${ENDPOINT}', 'scrypt$', ${NEW_ID}, ${at}`),
  ask('other', 'change_user', `'${ENDPOINT}', ${json({ role: 'agent' })}, ${ACTOR}, ${at}`),
  ask('other', 'change_own_account', `'${ENDPOINT}', ${json({ name: 'Ada' })}, ${at}`),
  ask(
    'other',
    'ensure_user',
    `${json({ email: 'first@example.com', name: 'First', role: 'admin' })}, ${at}`,
  ),
];
