import { describe, expect, it, jest } from '@jest/globals';
import { pino } from 'pino';
import { NOON_IN_NEW_YORK } from '../../testing/rows.ts';
import { CAMPAIGN_ID, CONVERSATION_ID, messageRow } from '../../testing/text-rows.ts';
import type { Switches } from '../switches.ts';
import type { Campaigns } from '../texts/campaigns.ts';
import type { Conversations } from '../texts/conversations.ts';
import { createSoundAlarm } from './sound-alarm.ts';

function setup() {
  const setStatus = jest.fn<Campaigns['setStatus']>(async () => ({ result: 'moved' }));
  const setOwner = jest.fn<Conversations['setOwner']>(async () => ({ result: 'moved' }));
  const set = jest.fn<Switches['set']>(async () => ({ switch: null, released: 0 }));
  const observe = jest.fn();
  const soundAlarm = createSoundAlarm({
    campaigns: { setStatus },
    conversations: { setOwner },
    switches: { set },
    observe,
    now: () => NOON_IN_NEW_YORK,
  });
  const run = (alarm: Parameters<typeof soundAlarm>[0], message = messageRow()) =>
    soundAlarm(alarm, { message }, '30034', pino({ enabled: false }));
  return { setStatus, setOwner, set, observe, run };
}

describe('an alarm', () => {
  it('pauses the campaign whose sender is at fault, and nothing else', async () => {
    const { setStatus, setOwner, set, run } = setup();
    await run('pause_campaign');
    expect(setStatus).toHaveBeenCalledWith(CAMPAIGN_ID, 'paused', NOON_IN_NEW_YORK);
    expect([setOwner, set].map((one) => one.mock.calls.length)).toEqual([0, 0]);
  });

  it('pauses nothing for a text without a campaign', async () => {
    const { setStatus, run } = setup();
    await run('pause_campaign', messageRow({ campaign_id: null }));
    expect(setStatus).not.toHaveBeenCalled();
  });

  it('stops all texts when the account is at fault', async () => {
    const { set, observe, run } = setup();
    await run('stop_texts');
    expect(observe).toHaveBeenCalledWith('stop_texts');
    const system = { kind: 'system', name: 'Ringback' } as const;
    expect(set).toHaveBeenCalledWith('stop_texts', true, 'carrier_30034', system, NOON_IN_NEW_YORK);
  });

  it('pauses a conversation in which two machines answer each other', async () => {
    const { setOwner, run } = setup();
    await run('pause_conversation');
    expect(setOwner).toHaveBeenCalledWith(CONVERSATION_ID, 'paused', null, NOON_IN_NEW_YORK);
  });
});
