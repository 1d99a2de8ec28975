import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { WEBHOOK_STATUSES } from '@ringback/shared/db/webhooks/webhook-deliveries.ts';
import * as call from '@ringback/shared/domain/calls/call.ts';
import * as enrollment from '@ringback/shared/domain/campaigns/enrollment-status.ts';
import {
  NOTIFICATION_STATUSES,
  OPEN_NOTIFICATIONS,
} from '@ringback/shared/domain/notifications/notification-status.ts';
import * as text from '@ringback/shared/domain/texts/message-status.ts';
import { sqlFiles } from './source-files.ts';

/*
 * An index keeps what its condition said when it was made. Were that a function, such as is_live, a new
 * text of the function would change every query and no index, unnoticed. So indexes and
 * triggers name their statuses one by one, and this test holds each list to the tables of the domain;
 * functions ask is_waiting, is_live and their like, which tests/database/moves.test.ts holds to them.
 */

const taken = text.MESSAGE_STATUSES.filter((one) => text.isEnded(one) && !text.mayHaveLeft(one));

/** The lists that have a name, by the table whose rows have such a status. */
const NAMED: Record<string, Record<string, readonly string[]>> = {
  calls: {
    is_waiting: call.CALL_STATUSES.filter(call.isWaiting),
    is_live: call.CALL_STATUSES.filter(call.isLive),
    is_over: call.CALL_STATUSES.filter(call.isEnded),
    is_claimed: call.predecessorsOf('queued'),
  },
  sms_messages: {
    is_waiting: text.MESSAGE_STATUSES.filter(text.isWaiting),
    is_claimed: text.predecessorsOf('queued'),
    is_on_the_way: text.predecessorsOf('sent'),
    awaits_news: text.predecessorsOf('delivered'),
    'taken back': taken,
  },
  sms_campaign_enrollments: {
    is_over: enrollment.ENROLLMENT_STATUSES.filter(enrollment.isEnded),
  },
  webhook_deliveries: {
    is_open: WEBHOOK_STATUSES.slice(0, 2),
    is_over: WEBHOOK_STATUSES.slice(2),
  },
};

/** A list without a name in SQL: its trigger and that trigger's function spell it out. */
const UNNAMED: Record<string, readonly (readonly string[])[]> = {
  sms_messages: [text.MESSAGE_STATUSES.filter(text.isUndelivered)],
  // Its column is text, so a check stands for the enum.
  notifications: [NOTIFICATION_STATUSES, OPEN_NOTIFICATIONS],
};

const LIST = /(?<![\w'])(?:\w+\.)?(?:delivery_)?status\s+(?:not\s+)?in\s*\(([^)]*)\)/g;

/** Each list of statuses that a file spells out, sorted. */
const listsIn = (file: string) =>
  [...readFileSync(file, 'utf8').replace(/--.*$/gm, '').matchAll(LIST)].map(([, list = '']) =>
    (list.match(/\w+/g) ?? []).sort().join(' '),
  );
const namesOf = (table: string) =>
  Object.entries(NAMED[table] ?? {}).map(([name, list]) => ({
    name,
    list: [...list].sort().join(' '),
  }));

describe('a list of statuses', () => {
  it('in an index or a trigger is one that the domain has', () => {
    const found = sqlFiles('supabase/schema/tables').flatMap((file) => {
      const table = /(\w+)\.sql$/.exec(file)?.[1] ?? '';
      const unnamed = (UNNAMED[table] ?? []).map((list) => [...list].sort().join(' '));
      const named = [...namesOf(table).map(({ list }) => list), ...unnamed];
      return listsIn(file).map((list) => ({ table, list, isNamed: named.includes(list) }));
    });
    expect(found.length).toBeGreaterThan(12);
    // That an analysis needs a person is no step of a life.
    const strange = found.filter(({ table }) => table !== 'conversation_analyses');
    expect(strange.filter(({ isNamed }) => !isNamed)).toEqual([]);
  });

  it('that has a name is asked for by it in functions', () => {
    const named = Object.keys(NAMED).flatMap(namesOf);
    const spelledOut = sqlFiles('supabase/schema/functions')
      .filter((file) => !file.includes('/03_kernel/'))
      .flatMap((file) =>
        listsIn(file).flatMap((list) => {
          const found = named.find((one) => one.list === list);
          return found ? [`${file}: ${found.name}`] : [];
        }),
      );
    expect(spelledOut).toEqual([]);
  });
});
