import { readResting } from '@ringback/shared/db/health/resting.ts';
import { readWaitingHealth } from '@ringback/shared/db/health/waiting-health.ts';
import { readSpend } from '@ringback/shared/db/spend.ts';
import { createSwitches } from '@ringback/shared/db/switches.ts';
import { readTextHealth } from '@ringback/shared/db/texts/text-health.ts';
import { createWebhookReceipts } from '@ringback/shared/db/webhooks/webhook-receipts.ts';
import { codesFor } from '@ringback/shared/providers/sms/providers.ts';
import { createSignsOfLife } from '@ringback/shared/queue/signs-of-life.ts';
import type { Config } from '../config.ts';
import type { Kernel } from '../kernel.ts';
import { createReadHealth, type ReadHealth } from './read-health.ts';

const FILTERED = codesFor('filtered');

/** Reads from the database and from Redis how everything is. */
export function houseHealth(
  { db, redis }: Pick<Kernel, 'db' | 'redis'>,
  { ceilings, queuePrefix }: Pick<Config, 'ceilings' | 'queuePrefix'>,
): ReadHealth {
  return createReadHealth({
    readTextHealth: (at) => readTextHealth(db, FILTERED, at),
    readWaiting: (at) => readWaitingHealth(db, at),
    readSpend: (at) => readSpend(db, at),
    ceilings,
    receipts: createWebhookReceipts(db),
    switches: createSwitches(db),
    readResting: (at) => readResting(db, at),
    life: createSignsOfLife(redis, queuePrefix),
  });
}
