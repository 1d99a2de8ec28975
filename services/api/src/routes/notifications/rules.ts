import type { NotificationRules } from '@ringback/shared/db/notifications/notification-rules.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { z } from 'zod';
import { actorOf } from '../../http/actor-of.ts';
import { endpoint } from '../../http/endpoint.ts';
import { many, ok, one, page } from '../../http/route.ts';
import { noSuchRule, Rule, refuseUnfit, ruleFields, savedRule, type Ways } from './rule.ts';

type Deps = { rules: NotificationRules; ways: Ways; newId: () => string; now: Now };

const params = z.object({ id: z.uuid() });

export const listRules = endpoint(
  {
    method: 'get',
    path: '/api/notification-rules',
    tag: 'notifications',
    summary: 'Who is notified that somebody needs a person',
    access: 'admin',
    answers: { 200: { description: 'All rules', schema: many(Rule) } },
    refusals: [],
  },
  ({ rules }: Deps) =>
    async function listRules() {
      return page(await rules.list(), null);
    },
);

export const createRule = endpoint(
  {
    method: 'post',
    path: '/api/notification-rules',
    tag: 'notifications',
    summary: 'Add a rule of notification',
    description:
      'Each rule is carried out once for each need. A text or mail waits for the end of the colleague’s quiet hours, except about a live call, and is not sent if the need has ended by then. Where a rule finds nobody it waits until it does. A rule without a wait that names an endpoint is the message which that endpoint may receive as `person_needed` anyway; it is sent once.',
    access: 'admin',
    body: z.strictObject({
      ...ruleFields,
      after_minutes: ruleFields.after_minutes.default(0),
      to_whom: ruleFields.to_whom.default(null),
      user_id: ruleFields.user_id.default(null),
      endpoint_id: ruleFields.endpoint_id.default(null),
      is_active: ruleFields.is_active.default(true),
    }),
    answers: { 201: { description: 'The rule', schema: one(Rule) } },
    refusals: [409],
  },
  ({ rules, ways, newId, now }: Deps) =>
    async function createRule({ body }, { caller }) {
      refuseUnfit(body, ways);
      const saved = await rules.save({ id: newId(), ...body }, actorOf(caller), now());
      return { status: 201, data: savedRule(saved) };
    },
);

export const changeRule = endpoint(
  {
    method: 'patch',
    path: '/api/notification-rules/{id}',
    tag: 'notifications',
    summary: 'Change a rule of notification',
    description: 'It holds for needs that are open already, unless it was carried out for them.',
    access: 'admin',
    params,
    body: z.strictObject(ruleFields).partial(),
    answers: { 200: { description: 'The rule', schema: one(Rule) } },
    refusals: [404, 409],
  },
  ({ rules, ways, now }: Deps) =>
    async function changeRule({ params: { id }, body }, { caller }) {
      const before = await rules.find(id);
      if (!before) throw noSuchRule();
      const { created_at: _, updated_at: __, ...kept } = before;
      const said = Object.entries(body).filter(([, value]) => value !== undefined);
      const rule = { ...kept, ...Object.fromEntries(said) };
      refuseUnfit(rule, ways);
      return ok(savedRule(await rules.save(rule, actorOf(caller), now())));
    },
);

export const deleteRule = endpoint(
  {
    method: 'delete',
    path: '/api/notification-rules/{id}',
    tag: 'notifications',
    summary: 'Delete a rule, and what it has not sent yet',
    access: 'admin',
    params,
    answers: { 200: { description: 'Deleted', schema: one(z.object({ id: z.uuid() })) } },
    refusals: [404],
  },
  ({ rules, now }: Deps) =>
    async function deleteRule({ params: { id } }, { caller }) {
      if (!(await rules.delete(id, actorOf(caller), now()))) throw noSuchRule();
      return ok({ id });
    },
);
