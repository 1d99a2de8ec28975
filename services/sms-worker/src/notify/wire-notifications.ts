import type { Db } from '@ringback/shared/db/client.ts';
import { createNotifications } from '@ringback/shared/db/notifications/notifications.ts';
import { createPersonNeeds } from '@ringback/shared/db/notifications/person-needs.ts';
import { createSmtp } from '@ringback/shared/providers/mail/smtp.ts';
import type { TextProviderOf } from '@ringback/shared/providers/sms/providers.ts';
import type { Producer } from '@ringback/shared/queue/producer.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Config } from '../config.ts';
import type { TextMetrics } from '../text-metrics.ts';
import { createNotify } from './notify-colleague.ts';
import { createSendNotification } from './send-notification.ts';
import { createSweepNotifications } from './sweep-notifications.ts';

type Deps = {
  db: Db;
  providerOf: TextProviderOf;
  producer: Pick<Producer, 'enqueueAll' | 'revive'>;
  metrics: Pick<TextMetrics, 'notified'>;
  now: Now;
};

/** What tells colleagues that somebody needs a person. */
export function wireNotifications(
  config: Config,
  { db, providerOf, producer, metrics, now }: Deps,
) {
  const notifications = createNotifications(db);
  const notify = createNotify({
    provider: providerOf(config.carrier),
    sender: config.notifySender,
    sendMail: config.mail && createSmtp(config.mail),
    host: new URL(config.publicUrl).hostname,
  });
  return {
    sendNotification: createSendNotification({
      ...{ notifications, notify, now },
      dashboardUrl: config.publicUrl,
      business: config.businessName,
      observe: (channel, outcome) => metrics.notified.inc({ channel, outcome }),
    }),
    sweepNotifications: createSweepNotifications({
      ...{ notifications, producer, now },
      needs: createPersonNeeds(db),
    }),
  };
}
