import { createDutyShifts } from '@ringback/shared/db/notifications/duty-shifts.ts';
import { createNotificationRules } from '@ringback/shared/db/notifications/notification-rules.ts';
import { createNotifications } from '@ringback/shared/db/notifications/notifications.ts';
import { apiModule } from '../api-module.ts';
import { listNotifications } from './list-notifications.ts';
import { changeRule, createRule, deleteRule, listRules } from './rules.ts';
import { changeShift, createShift, deleteShift, listShifts } from './shifts.ts';

/** Who is notified that somebody needs a person, and who is on duty. */
export const notifications = apiModule(
  [
    listRules,
    createRule,
    changeRule,
    deleteRule,
    listShifts,
    createShift,
    changeShift,
    deleteShift,
    listNotifications,
  ],
  ({ db, ids, now }, config) => ({
    rules: createNotificationRules(db),
    shifts: createDutyShifts(db),
    notifications: createNotifications(db),
    ways: { text: config.notifySender !== null, mail: config.mail !== null },
    newId: ids.uuid,
    now,
  }),
);
