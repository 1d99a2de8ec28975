import {
  NotificationRow,
  type Notifications,
} from '@ringback/shared/db/notifications/notifications.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { pageSize } from '../../http/fields.ts';
import { many, page } from '../../http/route.ts';
import '../../http/zod-openapi.ts';

const Notification = NotificationRow.extend({}).openapi('Notification');

export const listNotifications = endpoint(
  {
    method: 'get',
    path: '/api/notifications',
    tag: 'notifications',
    summary: 'Texts and mails to colleagues, newest first',
    description:
      '`dropped`: the need ended before it was sent, or there is no way to the colleague (`last_error`). Webhooks stand among the deliveries.',
    access: 'admin',
    query: z.strictObject({ limit: pageSize }),
    answers: { 200: { description: 'The newest', schema: many(Notification) } },
    refusals: [],
  },
  ({ notifications }: { notifications: Pick<Notifications, 'list'> }) =>
    async function listNotifications({ query }) {
      return page(await notifications.list(query.limit), null);
    },
);
