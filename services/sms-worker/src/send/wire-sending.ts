import type { SoundAlarm } from '@ringback/shared/db/health/sound-alarm.ts';
import type { Messages } from '@ringback/shared/db/texts/messages.ts';
import type { Replies } from '@ringback/shared/db/texts/replies.ts';
import { createPictureLinks } from '@ringback/shared/providers/picture-links.ts';
import type { TextProvider } from '@ringback/shared/providers/sms/port.ts';
import { type AskAgain, patient } from '@ringback/shared/runtime/ask-again.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Config } from '../config.ts';
import type { TextMetrics } from '../text-metrics.ts';
import { createNotSent } from './not-sent.ts';
import { createSendText } from './send-text.ts';

type Deps = {
  messages: Messages;
  replies: Replies;
  providerOf: (provider: string) => Pick<TextProvider, 'send'>;
  soundAlarm: SoundAlarm;
  metrics: TextMetrics;
  askAgain: AskAgain;
  /** The worker that claims a text; stands in the text's row. */
  worker: string;
  uuid: () => string;
  now: Now;
};

/** Wires everything that sends a text. */
export function wireSending(config: Config, deps: Deps) {
  /** Recording an outcome is retried until the database has stored it. */
  const links = createPictureLinks(config.database.secretKey);
  const messages = patient(deps.messages, ['recordSent', 'release'], deps.askAgain);
  return createSendText({
    ...deps,
    messages,
    notSent: createNotSent({ ...deps, messages, optOutScope: config.inbound.optOutScope }),
    policy: config.policy,
    ceilings: config.ceilings,
    segmentUsd: config.segmentUsd,
    picturesUsd: config.picturesUsd,
    linkTo: (id, until) => `${config.publicUrl}${links.pathOf(id, until)}`,
    noticesPerDay: config.noticesPerDay,
    textsPerSecond: config.textsPerSecond,
  });
}
