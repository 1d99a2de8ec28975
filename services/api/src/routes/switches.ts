import {
  createSwitches,
  SWITCHES,
  type Switches,
  SwitchRow,
} from '@ringback/shared/db/switches.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { z } from 'zod';
import { actorOf } from '../http/actor-of.ts';
import { endpoint } from '../http/endpoint.ts';
import { text } from '../http/fields.ts';
import { many, ok, one, page } from '../http/route.ts';
import { apiModule } from './api-module.ts';

type Deps = { switches: Switches; log: Logger; now: Now };

const Switch = SwitchRow.extend({}).openapi('Switch');

const listSwitches = endpoint(
  {
    method: 'get',
    path: '/api/switches',
    tag: 'switches',
    summary: 'What is switched off, by whom and why',
    access: 'viewer',
    answers: { 200: { description: 'All switches', schema: many(Switch) } },
    refusals: [],
  },
  ({ switches }: Deps) =>
    async function listSwitches() {
      return page(await switches.list(), null);
    },
);

const setSwitch = endpoint(
  {
    method: 'put',
    path: '/api/switches/{name}',
    tag: 'switches',
    summary: 'Stop all calls, all texts or everything, or go on',
    description:
      'On, nothing more is claimed; what the carrier has already, goes its way. The carrier switches `stop_texts` on, too, when it suspends the account; only a person switches it off. Off, what was held goes on at once; `stop_all` is switched off by an admin alone.',
    access: 'agent',
    params: z.object({ name: z.enum(SWITCHES) }),
    body: z.strictObject({ is_on: z.boolean(), reason: text(300).nullish() }),
    answers: {
      200: {
        description: 'The switch, and how many calls and texts go on because of it',
        schema: one(Switch.extend({ released: z.number().int() })),
      },
    },
    refusals: [404],
  },
  ({ switches, log, now }: Deps) =>
    async function setSwitch({ params: { name }, body }, { caller }) {
      const { is_on, reason = null } = body;
      // Everybody at work may stop in an emergency; that the emergency is over, an admin says.
      if (name === 'stop_all' && !is_on && caller.role !== 'admin') {
        throw new AppError('forbidden', 'Only an admin lets everything go on again.');
      }
      const { switch: row, released } = await switches.set(
        name,
        is_on,
        reason,
        actorOf(caller),
        now(),
      );
      if (!row) throw new AppError('not_found', 'There is no such switch.');
      log.warn({ switch: name, isOn: is_on, released, by: caller.id }, 'switch moved');
      return ok({ ...row, released });
    },
);

/** The handbrake. */
export const switches = apiModule([listSwitches, setSwitch], ({ db, log, now }) => ({
  switches: createSwitches(db),
  log,
  now,
}));
