import { DecisionRow } from '@ringback/shared/db/decisions.ts';
import { LeadRow } from '@ringback/shared/db/rows.ts';
import { LEAD_STATUSES } from '@ringback/shared/domain/lead-status.ts';
import { OUTCOMES } from '@ringback/shared/domain/outcome.ts';
import { z } from 'zod';
import {
  flag,
  jsonObject,
  numericId,
  pageSize,
  phoneText,
  region,
  text,
  timeZone,
} from '../http/fields.ts';
import { many, one, spec } from '../http/route.ts';
import { TimelineEntry } from './timeline.ts';

const Lead = LeadRow.extend({}).openapi('Lead');
const byId = z.object({ id: numericId });

const fields = {
  phone_extension: z
    .string()
    .regex(/^\d{1,11}$/, 'digits that are dialed once the line answers')
    .nullish()
    .openapi({
      description:
        'Of one of several people behind a main line; also read from the number (`x12`). Calls dial it, texts cannot.',
      example: '12',
    }),
  name: text(200).nullish(),
  email: z.email().max(254).nullish(),
  external_id: text(200).nullish(),
  timezone: timeZone.nullish(),
  region: region.nullish(),
  postal_code: text(20).nullish(),
  notes: text(10_000, 0).nullish(),
  custom: jsonObject(16_384).optional(),
};

const NewLead = z.strictObject({ phone: phoneText, source: text(100).optional(), ...fields });

const LeadChange = z.strictObject({
  phone: phoneText.optional(),
  source: text(100).optional(),
  ...fields,
  call_sid: text(50).nullish().openapi({
    description:
      'Links the lead to this call, in place of any other, and with it what was said there; null unlinks it. 409 with `lead_id` where another lead has it.',
  }),
  lead_status: z.enum(LEAD_STATUSES).optional().openapi({
    description:
      'From `new` or `unreachable` to `contacted`, from `new` or `contacted` to `unreachable`, from any to `do_not_contact`, which puts the number on the do-not-contact list; from there nowhere.',
  }),
});

export type NewLead = z.output<typeof NewLead>;

export const leadSpecs = {
  list: spec({
    method: 'get',
    path: '/api/leads',
    tag: 'leads',
    summary: 'Leads, newest first',
    access: 'viewer',
    query: z.strictObject({
      limit: pageSize,
      offset: z
        .string()
        .regex(/^\d{1,7}$/, 'a whole number')
        .transform(Number)
        .optional()
        .openapi({ type: 'integer', minimum: 0 }),
      cursor: text(200).optional(),
      q: text(100).optional().openapi({ description: 'Part of a name, number or email.' }),
      status: LeadRow.shape.lead_status.optional(),
      outcome: z.enum(OUTCOMES).optional(),
    }),
    answers: { 200: { description: 'One page', schema: many(Lead) } },
    refusals: [],
  }),

  create: spec({
    method: 'post',
    path: '/api/leads',
    tag: 'leads',
    summary: 'A new lead',
    access: 'agent',
    body: NewLead,
    answers: { 201: { description: 'The lead', schema: one(Lead) } },
    refusals: [409, 422],
  }),

  byCall: spec({
    method: 'get',
    path: '/api/leads/by-call/{callSid}',
    tag: 'leads',
    summary: 'The lead whose most recent call this is',
    access: 'viewer',
    params: z.object({ callSid: text(50) }),
    answers: { 200: { description: 'The lead', schema: one(Lead) } },
    refusals: [404],
  }),

  get: spec({
    method: 'get',
    path: '/api/leads/{id}',
    tag: 'leads',
    summary: 'One lead',
    access: 'viewer',
    params: byId,
    answers: { 200: { description: 'The lead', schema: one(Lead) } },
    refusals: [404],
  }),

  change: spec({
    method: 'patch',
    path: '/api/leads/{id}',
    tag: 'leads',
    summary: 'Change a lead',
    access: 'agent',
    params: byId,
    query: z.strictObject({
      relink: flag.optional().openapi({
        description: 'Takes the call from the lead that is linked to it.',
      }),
    }),
    body: LeadChange,
    answers: { 200: { description: 'The lead', schema: one(Lead) } },
    refusals: [404, 409, 422],
  }),

  remove: spec({
    method: 'delete',
    path: '/api/leads/{id}',
    tag: 'leads',
    summary: 'Delete a lead and what was said',
    description: 'A do-not-contact entry stays, without the number. A live call refuses.',
    access: 'admin',
    params: byId,
    answers: {
      200: {
        description: 'Gone',
        schema: one(z.object({ id: z.number().int(), deleted: z.literal(true) })),
      },
    },
    refusals: [404, 409],
  }),

  timeline: spec({
    method: 'get',
    path: '/api/leads/{id}/timeline',
    tag: 'leads',
    summary: 'The story of a lead, oldest first',
    description: 'Up to 200 of each: calls, texts, analyses, decisions, appointments.',
    access: 'viewer',
    params: byId,
    answers: { 200: { description: 'The story', schema: many(TimelineEntry) } },
    refusals: [404],
  }),

  why: spec({
    method: 'get',
    path: '/api/leads/{id}/why',
    tag: 'leads',
    summary: 'Why the lead was called or texted, held or refused; newest first',
    description:
      'Each with its rule and a sentence. Where a consent is missing or too weak, the sentence says which there is and which the contact needs; `evidence` has both as `consent_found` and `consent_needed`.',
    access: 'viewer',
    params: byId,
    query: z.strictObject({ limit: pageSize, cursor: text(200).optional() }),
    answers: {
      200: {
        description: 'Decisions with evidence',
        schema: many(DecisionRow.extend({}).openapi('Decision')),
      },
    },
    refusals: [404],
  }),
};
