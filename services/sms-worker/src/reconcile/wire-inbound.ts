import type { Db } from '@ringback/shared/db/client.ts';
import { createInboundPolls } from '@ringback/shared/db/health/inbound-polls.ts';
import { readNumberHistory } from '@ringback/shared/db/leads/number-history.ts';
import { createInboundTexts, type InboundTexts } from '@ringback/shared/db/texts/inbound-texts.ts';
import type { Messages } from '@ringback/shared/db/texts/messages.ts';
import { parsePhone } from '@ringback/shared/domain/phone-number/phone.ts';
import { createRecordInbound } from '@ringback/shared/inbound/record-inbound.ts';
import { createWhoIs } from '@ringback/shared/inbound/who-is.ts';
import type { TextProviderOf } from '@ringback/shared/providers/sms/providers.ts';
import type { ActiveLeads } from '@ringback/shared/queue/active-leads.ts';
import type { Enqueue } from '@ringback/shared/queue/producer.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { Config } from '../config.ts';
import type { SendSoon } from '../send/send-soon.ts';
import { createAdoptText } from './adopt-text.ts';
import { createFindLostTexts } from './find-lost-texts.ts';

type Deps = {
  db: Db;
  messages: Pick<Messages, 'knownSids'>;
  providerOf: TextProviderOf;
  activeLeads: Pick<ActiveLeads, 'find' | 'set'>;
  enqueue: Enqueue;
  sendSoon: SendSoon;
  uuid: () => string;
  now: Now;
  log: Logger;
  inboundTexts?: Pick<InboundTexts, 'receive'>;
};

/** What stores a text without its webhook, wired as the api does it for one with. */
export function wireInbound(config: Config, deps: Deps) {
  const { db, messages, providerOf, activeLeads, enqueue, sendSoon, uuid, now, log } = deps;
  const recordInbound = createRecordInbound({
    inboundTexts: deps.inboundTexts ?? createInboundTexts(db),
    whoIs: createWhoIs({
      activeLeads,
      readHistory: (query, at) => readNumberHistory(db, query, at),
      log,
    }),
    enqueue,
    sendSoon,
    readPhone: (text) => parsePhone(text, config.defaultCountry, config.numbers),
    rules: config.inbound,
    log,
    newId: uuid,
  });
  const { carrier } = config;
  const provider = providerOf(carrier);
  return createFindLostTexts({
    looks: createInboundPolls(db),
    messages,
    carrier,
    provider,
    adoptText: createAdoptText({ recordInbound, carrier, provider, now }),
    senders: config.senders,
    now,
  });
}
