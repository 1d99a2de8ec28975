import { INBOX_VIEWS, type Inbox, InboxItem, InboxPlace } from '@ringback/shared/db/texts/inbox.ts';
import { z } from 'zod';
import { readCursor } from '../../http/cursor.ts';
import { endpoint } from '../../http/endpoint.ts';
import { moment, pageSize, text } from '../../http/fields.ts';
import { pageOf } from '../../http/page-of.ts';
import { many } from '../../http/route.ts';
import { Excerpt, quoteOf } from '../search/quote-of.ts';
import '../../http/zod-openapi.ts';

type Deps = { inbox: Pick<Inbox, 'list'> };

/** As `InboxPlace`, and nothing that the database could not read. */
const Position = InboxPlace.extend({ at: moment });

const Item = InboxItem.extend({
  said: InboxItem.shape.said.unwrap().omit({ words: true }).extend({ excerpt: Excerpt }).nullable(),
}).openapi('InboxItem');

export const listInbox = endpoint(
  {
    method: 'get',
    path: '/api/inbox',
    tag: 'inbox',
    summary: 'Who needs a person, what is yours, what is open, what has ended',
    description:
      '`needs`: calls that ask for a person, conversations handed over, unclear ones, texts that failed for good with nobody acting since, analyses nobody could make; in this order, each with who has waited longest first. `mine`: open conversations assigned to whoever asks. The others: latest activity first; with `channel=call`, calls in place of conversations. `unread` counts for whoever asks. A search finds the people, and the newest thousand texts and turns with all of the words; `said` quotes the newest of a row, from its character `from` to `to`.',
    access: 'viewer',
    query: z.strictObject({
      view: z.enum(INBOX_VIEWS).default('needs'),
      channel: z.enum(['text', 'call']).optional(),
      q: text(100).optional().openapi({
        description: 'Part of a name, number or address, or words of a text or call.',
      }),
      campaign_id: z.uuid().optional(),
      limit: pageSize,
      cursor: text(400).optional(),
    }),
    answers: { 200: { description: 'One page', schema: many(Item) } },
    refusals: [],
  },
  ({ inbox }: Deps) =>
    async function listInbox({ query }, { caller }) {
      const { limit, cursor, ...asked } = query;
      const after = readCursor(Position, cursor);
      const found = await inbox.list({ ...asked, after, reader: caller.id, limit: limit + 1 });
      const page = pageOf(found, limit, ({ rank, at, id }) => ({ rank, at, id }));
      return {
        ...page,
        data: (page.data as unknown[]).map((row) => {
          const { said, ...item } = InboxItem.parse(row);
          return { ...item, said: said && quoteOf(said, query.q ?? '') };
        }),
      };
    },
);
