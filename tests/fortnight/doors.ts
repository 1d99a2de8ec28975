import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApiMetrics } from '@ringback/api/api-metrics.ts';
import { handleErrors } from '@ringback/api/http/handle-errors.ts';
import { createQueueText } from '@ringback/api/queue-text.ts';
import { createRecordDelivery } from '@ringback/api/webhooks/texts/record-delivery.ts';
import { createRecordInbound } from '@ringback/api/webhooks/texts/record-inbound.ts';
import { createRecordText } from '@ringback/api/webhooks/texts/record-text.ts';
import { textWebhookRoutes } from '@ringback/api/webhooks/texts/routes.ts';
import { createWhoIs } from '@ringback/api/webhooks/texts/who-is.ts';
import { createCampaigns } from '@ringback/shared/db/campaigns.ts';
import type { Db } from '@ringback/shared/db/client.ts';
import { createConversations } from '@ringback/shared/db/conversations.ts';
import { createInboundTexts } from '@ringback/shared/db/inbound-texts.ts';
import { createMessages } from '@ringback/shared/db/messages.ts';
import { readNumberHistory } from '@ringback/shared/db/number-history.ts';
import { createSuppressions } from '@ringback/shared/db/suppressions.ts';
import { createSwitches } from '@ringback/shared/db/switches.ts';
import { parsePhone } from '@ringback/shared/domain/phone.ts';
import { createTwilioSignature } from '@ringback/shared/providers/calls/twilio-signature.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { createMetrics } from '@ringback/shared/runtime/metrics.ts';
import express from 'express';
import type { AdversarialQueue } from './adversarial-queue.ts';

type Deps = {
  db: Db;
  queue: AdversarialQueue;
  authToken: string;
  optOutLine: string;
  uuid: () => string;
  now: () => Date;
  log: Logger;
};

/** The carrier's two doors of the api, signatures and all, over the same database and queue. */
export async function startDoors({ db, queue, authToken, optOutLine, uuid, now, log }: Deps) {
  const { enqueue } = queue;
  const queueText = createQueueText({ enqueue, log, now });
  const recordText = createRecordText({
    recordInbound: createRecordInbound({
      inboundTexts: createInboundTexts(db),
      suppressions: createSuppressions(db),
      whoIs: createWhoIs({
        // Nobody looks at a screen in these two weeks.
        activeLeads: { find: async () => null, set: async () => undefined },
        readHistory: (query, at) => readNumberHistory(db, query, at),
        log,
      }),
      enqueue,
      queueText,
      readPhone: (text) => parsePhone(text, 'US', ['US', 'CA']),
      rules: {
        lines: { optOut: optOutLine, optIn: 'You will hear from us again.', help: 'Ask us.' },
        confirmedBy: 'carrier',
        optOutScope: 'all',
        debounceSeconds: 5,
        capSeconds: 8,
      },
      log,
      newId: uuid,
    }),
    recordDelivery: createRecordDelivery({
      messages: createMessages(db),
      campaigns: createCampaigns(db),
      conversations: createConversations(db),
      switches: createSwitches(db),
      queueText,
      optOutScope: 'all',
      log,
    }),
    recordRetell: async () => 'ignored',
  });

  const broken: string[] = [];
  const app = express();
  const server = createServer(app);
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  app.use(
    textWebhookRoutes({
      verify: createTwilioSignature({ authToken, publicUrl: url }),
      async recordOrKeep(notice) {
        const { kind } = notice;
        if (kind !== 'text_inbound' && kind !== 'text_status') return 'ignored';
        return recordText(kind, notice).catch((thrown: unknown) => {
          broken.push(`${kind}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
          throw thrown;
        });
      },
      metrics: createApiMetrics(createMetrics('doors'), async () => 0),
      now,
    }),
  );
  app.use(handleErrors(log));
  return {
    url,
    broken,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
