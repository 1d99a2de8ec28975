import { createServer, type Server } from 'node:http';

const NOTHING = null;
const AT = '2026-11-20T12:00:00Z';

/** Answers the gateway's questions over http, as the real one does, and counts the turns saved. */
export function createFakeDatabase(): { server: Server; savedTurns: () => number } {
  let saved = 0;
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (part: Buffer) => {
      text += part.toString();
    });
    request.on('end', () => {
      const name = request.url?.split('/rpc/')[1];
      const body = JSON.parse(text || '{}');
      if (name === 'save_transcripts') saved += body.p_turns.length;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer(name, body.p_call_sid)));
    });
  });
  return { server, savedTurns: () => saved };
}

function answer(name: string | undefined, callSid: string): unknown {
  if (name === 'save_transcripts') return { saved: 1, lead_id: 1, linked_by: 'call_sid' };
  if (name !== 'open_media_session') return true;
  return {
    call: call(callSid),
    lead: LEAD,
    agent: AGENT,
    turns: [],
    history: [],
    appointments: [],
  };
}

const AGENT = {
  id: '11111111-1111-4111-8111-111111111111',
  name: 'Front desk',
  business: 'Example Motors',
  prompt: 'Find out whether the lead is still interested.',
  greeting: NOTHING,
  voice: 'marin',
  language: 'en',
  model: NOTHING,
  tools: ['end_call', 'book_appointment', 'request_human', 'request_callback'],
  transfer_number: NOTHING,
  max_seconds: 900,
  is_default: true,
};

const LEAD = {
  id: 1,
  name: 'Dana',
  phone: '+12125550100',
  email: NOTHING,
  external_id: NOTHING,
  source: 'bench',
  timezone: 'America/New_York',
  region: NOTHING,
  country: 'US',
  postal_code: NOTHING,
  lead_status: 'contacted',
  outcome: NOTHING,
  outcome_at: NOTHING,
  call_sid: NOTHING,
  last_contacted_at: NOTHING,
  notes: NOTHING,
  custom: {},
  created_at: AT,
  updated_at: AT,
};

function call(callSid: string) {
  const empty = `held_reason redial_of callback_of answered_by duration_seconds end_reason wrap_up
    wrap_up_reason recording_sid recording_url recording_seconds dialed_at answered_at ended_at
    settled_at campaign_id message`;
  return {
    ...Object.fromEntries(empty.split(/\s+/).map((column) => [column, NOTHING])),
    id: '22222222-2222-4222-8222-222222222222',
    lead_id: 1,
    agent_id: AGENT.id,
    direction: 'outbound',
    provider: 'twilio',
    voice: 'openai',
    to_number: LEAD.phone,
    from_number: '+12025550190',
    lead_phone: LEAD.phone,
    status: 'in_progress',
    priority: 'normal',
    origin: 'api',
    metadata: {},
    run_at: AT,
    dial: 1,
    fence: 1,
    call_sid: callSid,
    created_at: AT,
    updated_at: AT,
  };
}
