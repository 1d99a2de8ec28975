import type { Alarm } from '../../domain/texts/consequence.ts';
import { unreachable } from '../../domain/unreachable.ts';
import type { Now } from '../../runtime/clock.ts';
import type { Logger } from '../../runtime/logger.ts';
import type { Actor } from '../access/activity.ts';
import type { Switches } from '../switches.ts';
import type { MessageRow } from '../text-rows.ts';
import type { Campaigns } from '../texts/campaigns.ts';
import type { Conversations } from '../texts/conversations.ts';

type Deps = {
  campaigns: Pick<Campaigns, 'setStatus'>;
  conversations: Pick<Conversations, 'setOwner'>;
  switches: Pick<Switches, 'set'>;
  /** Is notified of every alarm. */
  observe?: (alarm: Alarm) => void;
  now: Now;
};

/** `reason` is the carrier's code. */
export type SoundAlarm = (
  alarm: Alarm,
  about: { message: MessageRow },
  reason: string,
  log: Logger,
) => Promise<void>;

/** Who stops texts then, as the activity log says. */
const THE_SYSTEM: Actor = { kind: 'system', name: 'Ringback' };

/** Stops exactly what is wrong; only a person starts it again. */
export function createSoundAlarm(deps: Deps): SoundAlarm {
  const { campaigns, conversations, switches, observe, now } = deps;

  return async (alarm, { message }, reason, log) => {
    observe?.(alarm);
    log.error(
      { alarm, reason, messageId: message.message_id, campaignId: message.campaign_id },
      'the carrier will take no more like this until a person has looked',
    );
    switch (alarm) {
      case 'pause_campaign':
        if (message.campaign_id) await campaigns.setStatus(message.campaign_id, 'paused', now());
        return;
      case 'stop_texts':
        await switches.set('stop_texts', true, `carrier_${reason}`, THE_SYSTEM, now());
        return;
      case 'pause_conversation':
        await conversations.setOwner(message.conversation_id, 'paused', null, now());
        return;
      default:
        return unreachable(alarm);
    }
  };
}
