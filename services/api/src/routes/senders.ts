import { createSenders, SenderRow, type Senders } from '@ringback/shared/db/texts/senders.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { z } from 'zod';
import { actorOf } from '../http/actor-of.ts';
import { endpoint } from '../http/endpoint.ts';
import { many, ok, one, page } from '../http/route.ts';
import { apiModule } from './api-module.ts';

type Deps = { senders: Senders; log: Logger; now: Now };

const Sender = SenderRow.extend({
  sender: z
    .string()
    .openapi({ description: 'An own number, or the carrier’s id of a messaging service.' }),
  per_second: z
    .number()
    .nullable()
    .openapi({ description: 'Segments a second that a person has set; null: the default.' }),
  usual_per_second: z.number().openapi({ description: 'The default of such a sender.' }),
  waiting: z.int().openapi({ description: 'Texts that are due and not sent.' }),
  free_at: z
    .string()
    .nullable()
    .openapi({ description: 'When its queued texts will be sent; null: it has none.' }),
  rests_until: z
    .string()
    .nullable()
    .openapi({ description: 'The carrier accepts no texts from it until then.' }),
  rest_reason: z.string().nullable().openapi({ description: 'The carrier’s code.' }),
}).openapi('Sender');

const params = z.object({ sender: z.string().min(1).max(100) });
const answer = { 200: { description: 'The sender', schema: one(Sender) } };

const listSenders = endpoint(
  {
    method: 'get',
    path: '/api/senders',
    tag: 'campaigns',
    summary: 'Senders of texts: pace, waiting texts, pause',
    access: 'viewer',
    answers: { 200: { description: 'All senders', schema: many(Sender) } },
    refusals: [],
  },
  ({ senders, now }: Deps) =>
    async function listSenders() {
      return page(await senders.list(now()), null);
    },
);

const setPace = endpoint(
  {
    method: 'patch',
    path: '/api/senders/{sender}',
    tag: 'campaigns',
    summary: 'Set how many segments a second a sender sends',
    description:
      'As many as the carrier has granted: an ordinary number sends one, a toll-free number three, a short code a hundred, and a messaging service what its brand is allowed. Texts above that wait at the carrier. Null restores the default. It applies at once, to every worker.',
    access: 'admin',
    params,
    body: z.strictObject({ per_second: z.number().min(0.1).max(1_000).nullable() }),
    answers: answer,
    refusals: [404],
  },
  ({ senders, log, now }: Deps) =>
    async function setPace({ params: { sender }, body }) {
      if (!(await senders.setPace(sender, body.per_second, now()))) throw unknownSender();
      log.info({ sender, perSecond: body.per_second }, 'the pace of a sender was set');
      return ok(await shown(sender, { senders, now }));
    },
);

const wakeSender = endpoint(
  {
    method: 'post',
    path: '/api/senders/{sender}/wake',
    tag: 'campaigns',
    summary: 'End a sender’s pause, once its cause is fixed',
    access: 'admin',
    params,
    answers: answer,
    refusals: [404],
  },
  ({ senders, log, now }: Deps) =>
    async function wakeSender({ params: { sender } }, { caller }) {
      if (!(await senders.wake(sender, now(), actorOf(caller)))) throw unknownSender();
      log.info({ sender }, 'the pause of a sender was ended');
      return ok(await shown(sender, { senders, now }));
    },
);

export const senders = apiModule([listSenders, setPace, wakeSender], ({ db, log, now }) => ({
  senders: createSenders(db),
  log,
  now,
}));

async function shown(sender: string, { senders, now }: Pick<Deps, 'senders' | 'now'>) {
  const found = (await senders.list(now())).find((one) => one.sender === sender);
  if (!found) throw unknownSender();
  return found;
}

function unknownSender(): AppError {
  return new AppError('not_found', 'This sender has never sent a text.');
}
