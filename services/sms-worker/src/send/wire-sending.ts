import type { SoundAlarm } from '@ringback/shared/db/health/sound-alarm.ts';
import type { Messages } from '@ringback/shared/db/texts/messages.ts';
import type { Replies } from '@ringback/shared/db/texts/replies.ts';
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
  /** Who claims a text; stands in its row. */
  worker: string;
  uuid: () => string;
  now: Now;
};

/** Everything that sends a text, put together. */
export function wireSending(config: Config, deps: Deps) {
  /** What became of a text is told until the database has heard it. */
  const messages = patient(deps.messages, ['recordSent', 'release'], deps.askAgain);
  return createSendText({
    ...deps,
    messages,
    notSent: createNotSent({ ...deps, messages, optOutScope: config.inbound.optOutScope }),
    policy: config.policy,
    ceilings: config.ceilings,
    segmentUsd: config.segmentUsd,
    noticesPerDay: config.noticesPerDay,
    textsPerSecond: config.textsPerSecond,
  });
}
