import type { Campaigns } from '@ringback/shared/db/campaigns.ts';
import type { Conversations } from '@ringback/shared/db/conversations.ts';
import type { Switches } from '@ringback/shared/db/switches.ts';
import type { MessageRow } from '@ringback/shared/db/text-rows.ts';
import type { Alarm } from '@ringback/shared/domain/texts/consequence.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { TextMetrics } from './text-metrics.ts';

type Deps = {
  campaigns: Pick<Campaigns, 'setStatus'>;
  conversations: Pick<Conversations, 'setOwner'>;
  switches: Pick<Switches, 'set'>;
  metrics: Pick<TextMetrics, 'alarms'>;
  now: Now;
};

/** `reason` is the carrier's code. */
export type SoundAlarm = (
  alarm: Alarm,
  about: { message: MessageRow },
  reason: string,
  log: Logger,
) => Promise<void>;

/** Stops as much as is wrong, and no more; only a person starts it again. */
export function createSoundAlarm(deps: Deps): SoundAlarm {
  const { campaigns, conversations, switches, metrics, now } = deps;

  return async (alarm, { message }, reason, log) => {
    metrics.alarms.inc({ alarm });
    log.error(
      { alarm, reason, messageId: message.message_id, campaignId: message.campaign_id },
      'the carrier will take no more like this until a person has looked',
    );
    switch (alarm) {
      case 'pause_campaign':
        if (message.campaign_id) await campaigns.setStatus(message.campaign_id, 'paused', now());
        return;
      case 'stop_texts':
        await switches.set('stop_texts', true, `carrier_${reason}`, now());
        return;
      case 'pause_conversation':
        await conversations.setOwner(message.conversation_id, 'paused', null, now());
    }
  };
}
