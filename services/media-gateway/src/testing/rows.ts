import type { OpenedSession } from '@ringback/shared/db/calls/media-sessions.ts';
import { LeadRow } from '@ringback/shared/domain/lead.ts';

const AT = '2026-11-20T12:00:00Z';

export const AGENT: NonNullable<OpenedSession['agent']> = {
  id: '11111111-1111-4111-8111-111111111111',
  name: 'Front desk',
  business: 'Example Motors',
  prompt: 'Find out whether the lead is still interested.',
  greeting: null,
  voice: 'marin',
  language: 'en',
  model: null,
  tools: ['end_call', 'book_appointment', 'request_human', 'request_callback'],
  facts: [],
  opening_hours: null,
  transfer_number: '+12025550199',
  max_seconds: 900,
  is_default: true,
};

/** Every column of a lead, empty. */
const EMPTY = Object.fromEntries(Object.keys(LeadRow.shape).map((name) => [name, null])) as Record<
  keyof LeadRow,
  null
>;

export const LEAD: LeadRow = {
  ...EMPTY,
  id: 1,
  name: 'Dana',
  phone: '+12125550100',
  source: 'form',
  timezone: 'America/New_York',
  country: 'US',
  lead_status: 'contacted',
  call_sid: 'CA1',
  last_contacted_at: AT,
  custom: {},
  created_at: AT,
  updated_at: AT,
};

/** Everything a conversation starts from, with what the test wants to be different. */
export function openedSession(change: Partial<OpenedSession> = {}): OpenedSession {
  return {
    call: {
      id: '22222222-2222-4222-8222-222222222222',
      lead_id: 1,
      agent_id: AGENT.id,
      direction: 'outbound',
      provider: 'twilio',
      voice: 'openai',
      to_number: LEAD.phone,
      from_number: '+12025550190',
      lead_phone: LEAD.phone,
      phone_extension: null,
      status: 'in_progress',
      priority: 'normal',
      message: 'They asked about a car.',
      origin: 'api',
      campaign_id: null,
      metadata: {},
      run_at: AT,
      held_reason: null,
      held_until: null,
      held_rule: null,
      dial: 1,
      redial_of: null,
      callback_of: null,
      fence: 1,
      streams_opened: 1,
      stream_open_since: null,
      call_sid: 'CA1',
      answered_by: null,
      duration_seconds: null,
      end_reason: null,
      wrap_up: null,
      wrap_up_reason: null,
      agent_heard_ms: null,
      lead_heard_ms: null,
      silence_reason: null,
      reached: null,
      transfer_result: null,
      person_asked_at: null,
      recording_sid: null,
      recording_url: null,
      recording_seconds: null,
      dialed_at: AT,
      answered_at: AT,
      ended_at: null,
      settled_at: null,
      created_at: AT,
      updated_at: AT,
    },
    lead: LEAD,
    agent: AGENT,
    turns: [],
    history: [],
    texts: [],
    appointments: [],
    ...change,
  };
}
