import { SenderRow, type Senders } from '@ringback/shared/db/senders.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { z } from 'zod';
import { many, ok, one, page, type Route, route, spec } from '../http/route.ts';

type Deps = { senders: Senders; log: Logger; now: () => Date };

const Sender = SenderRow.extend({
  sender: z
    .string()
    .openapi({ description: 'A number of ours, or the carrier’s name for a pool.' }),
  per_second: z
    .number()
    .nullable()
    .openapi({ description: 'Segments a second that a person has set; null: the usual ones.' }),
  usual_per_second: z
    .number()
    .openapi({ description: 'What such a sender sends when nobody has said anything.' }),
  waiting: z.int().openapi({ description: 'Texts that are due and have not left.' }),
  free_at: z
    .string()
    .nullable()
    .openapi({ description: 'When it has sent what it was given; null: it is free.' }),
  rests_until: z
    .string()
    .nullable()
    .openapi({ description: 'The carrier takes nothing from it until then.' }),
  rest_reason: z.string().nullable().openapi({ description: 'The carrier’s code.' }),
}).openapi('Sender');

const params = z.object({ sender: z.string().min(1).max(100) });
const answer = { 200: { description: 'The sender', schema: one(Sender) } };

export const senderSpecs = {
  list: spec({
    method: 'get',
    path: '/api/senders',
    tag: 'campaigns',
    summary: 'What texts are sent from: pace, line, rest',
    access: 'viewer',
    answers: { 200: { description: 'All senders', schema: many(Sender) } },
    refusals: [],
  }),
  change: spec({
    method: 'patch',
    path: '/api/senders/{sender}',
    tag: 'campaigns',
    summary: 'How many segments a second a sender sends',
    description:
      'As many as the carrier has granted: an ordinary number sends one, a toll-free number three, a short code a hundred, and a pool of numbers what its brand is allowed. What is above that waits at the carrier. Null goes back to what is usual. It holds at once, for every worker.',
    access: 'admin',
    params,
    body: z.strictObject({ per_second: z.number().min(0.1).max(1_000).nullable() }),
    answers: answer,
    refusals: [404],
  }),
  wake: spec({
    method: 'post',
    path: '/api/senders/{sender}/wake',
    tag: 'campaigns',
    summary: 'End a sender’s rest, once its cause is mended',
    access: 'admin',
    params,
    answers: answer,
    refusals: [404],
  }),
};

export function senderRoutes({ senders, log, now }: Deps): Route[] {
  return [
    route(senderSpecs.list, async () => page(await senders.list(now()), null)),

    route(senderSpecs.change, async ({ params: { sender }, body }) => {
      if (!(await senders.setPace(sender, body.per_second, now()))) throw missing();
      log.info({ sender, perSecond: body.per_second }, 'the pace of a sender was set');
      return ok(await shown(sender));
    }),

    route(senderSpecs.wake, async ({ params: { sender } }) => {
      if (!(await senders.wake(sender, now()))) throw missing();
      log.info({ sender }, 'a sender was woken');
      return ok(await shown(sender));
    }),
  ];

  async function shown(sender: string): Promise<SenderRow> {
    const found = (await senders.list(now())).find((one) => one.sender === sender);
    if (!found) throw missing();
    return found;
  }
}

function missing(): AppError {
  return new AppError('not_found', 'Nothing was ever sent from there.');
}
