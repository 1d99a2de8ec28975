import '../http/zod-openapi.ts';
import { WEBHOOK_EVENTS } from '@ringback/shared/domain/webhooks/webhook-events.ts';
import { z } from 'zod';
import { Problem } from '../http/problem.ts';
import { LeadForm, LeadTaken } from './lead-form.ts';

/**
 * An endpoint that is not one of the routes: the sender proves itself with a signature, not a key.
 */
export type KeylessRoute = {
  method: 'get' | 'post';
  path: string;
  summary: string;
  description: string;
  /** By content type. */
  body?: Record<string, z.ZodType>;
  answers: Record<number, { description: string; content?: Record<string, z.ZodType> }>;
};

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': Problem },
});
const SIGNED = 'Signed by Twilio (X-Twilio-Signature, over PUBLIC_URL and the path as requested).';
const FORGED = {
  403: problem('The signature is missing or does not fit'),
  415: problem('The body is not a form'),
};
const MISFIT = {
  400: problem('The body is signed but invalid; every fault is listed'),
  ...FORGED,
};
const xml = { 'text/xml': z.string() };

const form = (fields: Record<string, z.ZodType>) => ({
  'application/x-www-form-urlencoded': z.looseObject(fields),
});
const word = (description: string) => z.string().openapi({ description });
const call = {
  CallSid: word('The carrier’s id of the call'),
  From: word('Who rings').optional(),
  To: word('The number that is called').optional(),
};
const text = {
  MessageSid: word('The carrier’s id of the text'),
  From: word('The sender’s number').optional(),
  To: word('The receiving number').optional(),
};

export const KEYLESS_ROUTES: KeylessRoute[] = [
  {
    method: 'post',
    path: '/webhooks/leads/{source}',
    summary: 'A lead from a form or another system',
    description:
      'The source authenticates as set up at POST /api/lead-sources: `X-Ringback-Secret`, `?secret=…`, `X-Ringback-Signature: sha256=<hex of HMAC-SHA256(body)>` or `t=<seconds>,v1=<hex>`; or an API key with the role agent as `Authorization: Bearer …`. The same number for the same campaign is the same lead, so a form may be sent again.',
    body: { 'application/json': LeadForm, 'application/x-www-form-urlencoded': LeadForm },
    answers: {
      201: { description: 'The lead', content: { 'application/json': LeadTaken } },
      200: { description: 'The lead, for Google Ads', content: { 'application/json': LeadTaken } },
      202: {
        description:
          'The database is unavailable: the lead is stored, then checked and processed when the database is back',
        content: {
          'application/json': z.object({
            success: z.literal(true),
            data: z.object({ spooled: z.literal(true) }),
          }),
        },
      },
      400: problem('The body cannot be read, or has no phone number; every fault is listed'),
      401: problem('The API key is not valid'),
      403: problem('The source is not known, or its proof is not valid'),
      409: problem('The number is an own number'),
      413: problem('The body is too large'),
      422: problem('None of its numbers can be called or texted'),
      429: problem('Too many requests; see Retry-After'),
      503: problem(
        'Neither the database nor the spool for leads can be reached: send the lead again',
      ),
    },
  },
  {
    method: 'post',
    path: '/media-stream-twiml',
    summary: 'Twilio: a call comes in',
    description: `The number’s voice URL. ${SIGNED}`,
    body: form(call),
    answers: { 200: { description: 'TwiML: what the call does', content: xml }, ...FORGED },
  },
  {
    method: 'post',
    path: '/webhooks/twilio/voice',
    summary: 'Twilio: one of our calls was answered, or its stream has ended',
    description: `The system passes this URL when it places the call; it needs no configuration. ${SIGNED}`,
    body: form(call),
    answers: { 200: { description: 'TwiML: what the call does next', content: xml }, ...FORGED },
  },
  ...(
    [
      ['status', 'the status of a call', { ...call, CallStatus: word('The status') }],
      [
        'amd',
        'whether an answering machine picked up',
        { ...call, AnsweredBy: word('Who answered') },
      ],
      [
        'recording',
        'a recording',
        { ...call, RecordingSid: word('The carrier’s id of the recording') },
      ],
    ] as const
  ).map(
    ([kind, what, fields]): KeylessRoute => ({
      method: 'post',
      path: `/webhooks/twilio/voice/${kind}`,
      summary: `Twilio: ${what}`,
      description: `In any order, any number of times. ${SIGNED}`,
      body: form(fields),
      answers: { 204: { description: 'Heard' }, ...MISFIT },
    }),
  ),
  {
    method: 'post',
    path: '/webhooks/twilio/voice/transfer',
    summary: 'Twilio: the result of a transfer',
    description: `The system’s own TwiML names this URL. ${SIGNED}`,
    body: form({ ...call, DialCallStatus: word('Whether the person answered').optional() }),
    answers: { 200: { description: 'TwiML: what the call does next', content: xml }, ...FORGED },
  },
  {
    method: 'post',
    path: '/webhooks/twilio/sms',
    summary: 'Twilio: a text comes in',
    description: `The number’s or the messaging service’s inbound URL. ${SIGNED}`,
    body: form({
      ...text,
      From: word('The sender’s number'),
      To: word('The receiving number'),
      Body: word('The words').optional(),
    }),
    answers: {
      200: { description: 'Empty TwiML: replies are sent separately', content: xml },
      ...MISFIT,
    },
  },
  {
    method: 'post',
    path: '/webhooks/twilio/sms/status',
    summary: 'Twilio: the status of a text',
    description: `In any order, any number of times. ${SIGNED}`,
    body: form({
      ...text,
      MessageStatus: word('The status'),
      ErrorCode: z.string().optional(),
    }),
    answers: { 204: { description: 'Heard' }, ...MISFIT },
  },
  ...(
    [
      ['/webhooks/retell', 'Retell: events of calls and chats; also texts that a program relays'],
      ['/webhooks/retell/inbound', 'Retell: who calls or writes?'],
    ] as const
  ).map(
    ([path, summary]): KeylessRoute => ({
      method: 'post',
      path,
      summary,
      description:
        'Signed by Retell (X-Retell-Signature), or sent with an API key with the role agent.',
      body: {
        'application/json': z.looseObject({
          event: word('call_started, call_ended, call_analyzed, call_inbound, chat_…, sms_inbound'),
        }),
      },
      answers: {
        204: { description: 'Heard' },
        200: {
          description: 'The caller’s data, or the result for a relayed text',
          content: { 'application/json': z.looseObject({}) },
        },
        400: problem('The body is signed but invalid; every fault is listed'),
        401: problem('Neither a signature nor a valid key'),
        403: problem('The signature is not valid, or the role of the key is too low'),
      },
    }),
  ),
];

/** What the system reports to the operator’s programs, at the endpoints of POST /api/webhooks. */
export const OUTGOING_WEBHOOKS = Object.entries(WEBHOOK_EVENTS).map(([name, description]) => ({
  name,
  description: `${description} Signed by the Standard Webhooks scheme: webhook-id (the same at every attempt), webhook-timestamp, webhook-signature. Any 2xx acknowledges it; otherwise it is retried, ten times over three days.`,
  body: z.object({
    type: z.literal(name),
    timestamp: z.iso.datetime(),
    data: z.looseObject({
      lead_id: z.number().int().nullable(),
      outcome: z.string(),
      reason: z.string(),
      call_id: z.string().optional(),
      conversation_id: z.string().optional(),
    }),
  }),
}));
