import { type Agents, createAgents } from '@ringback/shared/db/agents.ts';
import { AgentRow } from '@ringback/shared/db/rows.ts';
import { OpeningHours } from '@ringback/shared/domain/meaning/opening-hours.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { actorOf } from '../http/actor-of.ts';
import { endpoint } from '../http/endpoint.ts';
import { phoneText, text } from '../http/fields.ts';
import { many, ok, one, page } from '../http/route.ts';
import { type ReadPhone, readPhoneBy } from '../lead-reading/read-phone.ts';
import { apiModule } from './api-module.ts';

type Deps = { agents: Agents; readPhone: ReadPhone; now: Now };

const Agent = AgentRow.extend({}).openapi('Agent');

const TOOLS = [
  'end_call',
  'book_appointment',
  'mark_do_not_call',
  'request_human',
  'request_callback',
] as const;

const required = { name: text(100), business: text(200), prompt: text(20_000) };
const optional = {
  greeting: text(1_000).nullish(),
  voice: text(60).optional(),
  language: z
    .string()
    .regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'a language such as en or en-US')
    .optional(),
  model: text(100).nullish(),
  tools: z.array(z.enum(TOOLS)).max(TOOLS.length).optional(),
  transfer_number: phoneText.nullish().openapi({ description: 'The human who takes over.' }),
  facts: z.array(text(500)).max(200).optional().openapi({
    description:
      'What the agent may say of prices, discounts, refunds, credit, delivery, guarantees and the like, one statement each, in the languages that it writes. Nothing else of that kind leaves in a text: a person gets the conversation.',
  }),
  opening_hours: OpeningHours.nullish().openapi({
    description:
      'When somebody is there: {zone, weekly: {mon: [["09:00", "17:00"]], …}, exceptions: [{date, hours, name}]}. A day that is not named is closed; an exception (a holiday) stands for its whole day. Appointments are made within them. Left out: every day from 08:00 to 20:00 where the lead is.',
  }),
  max_seconds: z.int().min(30).max(3_300).optional(),
};

const listAgents = endpoint(
  {
    method: 'get',
    path: '/api/agents',
    tag: 'agents',
    summary: 'Who talks',
    access: 'viewer',
    answers: { 200: { description: 'All agents', schema: many(Agent) } },
    refusals: [],
  },
  ({ agents }: Deps) =>
    async function listAgents() {
      return page(await agents.list(), null);
    },
);

const createAgent = endpoint(
  {
    method: 'post',
    path: '/api/agents',
    tag: 'agents',
    summary: 'A new agent',
    access: 'admin',
    body: z.strictObject({ ...required, ...optional }),
    answers: { 201: { description: 'The agent', schema: one(Agent) } },
    refusals: [409, 422],
  },
  ({ agents, readPhone, now }: Deps) =>
    async function createAgent({ body }, { caller }) {
      const { name, business, prompt, ...rest } = body;
      const agent = { name, business, prompt, ...said(rest, readPhone) };
      return { status: 201, data: await agents.create(agent, now(), actorOf(caller)) };
    },
);

const changeAgent = endpoint(
  {
    method: 'patch',
    path: '/api/agents/{id}',
    tag: 'agents',
    summary: 'Change an agent; calls that begin from now on are led by what it says then',
    access: 'admin',
    params: z.object({ id: z.uuid() }),
    body: z.strictObject({ ...z.object(required).partial().shape, ...optional }),
    answers: { 200: { description: 'The agent', schema: one(Agent) } },
    refusals: [404, 409, 422],
  },
  ({ agents, readPhone, now }: Deps) =>
    async function changeAgent({ params, body }, { caller }) {
      return ok(await agents.update(params.id, said(body, readPhone), now(), actorOf(caller)));
    },
);

export const agents = apiModule([listAgents, createAgent, changeAgent], ({ db, now }, config) => ({
  agents: createAgents(db),
  readPhone: readPhoneBy(config),
  now,
}));

/** What was given, with the human's number in the one spelling. */
function said<T extends { transfer_number?: string | null | undefined }>(
  body: T,
  readPhone: ReadPhone,
) {
  const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
  if (typeof body.transfer_number !== 'string') return given;
  const phone = readPhone(body.transfer_number);
  if (phone.ok) return { ...given, transfer_number: phone.e164 };
  const found = `a number that is not dialed (${phone.reason})`;
  throw new AppError('undialable', phone.detail, {
    faults: [{ path: 'transfer_number', found, expected: 'a number that a person can answer' }],
  });
}
