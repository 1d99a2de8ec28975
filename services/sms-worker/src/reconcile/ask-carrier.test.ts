import { describe, expect, it, jest } from '@jest/globals';
import type { SoundAlarm } from '@ringback/shared/db/health/sound-alarm.ts';
import type { MessageRow } from '@ringback/shared/db/text-rows.ts';
import type { Messages } from '@ringback/shared/db/texts/messages.ts';
import type { TextProvider, TextSnapshot } from '@ringback/shared/providers/sms/port.ts';
import { NOON_IN_NEW_YORK } from '@ringback/shared/testing/rows.ts';
import {
  LEAD_PHONE,
  MESSAGE_ID,
  MESSAGE_SID,
  messageRow,
  noonPlus,
} from '@ringback/shared/testing/text-rows.ts';
import { pino } from 'pino';
import { createAskCarrier } from './ask-carrier.ts';
import { createCheckTexts } from './check-texts.ts';

const snapshot = (change: Partial<TextSnapshot> = {}): TextSnapshot => ({
  messageSid: MESSAGE_SID,
  status: 'delivered',
  providerStatus: 'delivered',
  direction: 'outbound',
  errorCode: null,
  segments: 1,
  createdAt: NOON_IN_NEW_YORK,
  ...change,
});

const UNKNOWN = messageRow({
  delivery_status: 'unknown',
  body: 'Hi',
  fence: 2,
  claimed_at: NOON_IN_NEW_YORK.toISOString(),
});
const QUEUED = messageRow({ ...UNKNOWN, delivery_status: 'queued', provider_sid: MESSAGE_SID });

type Setting = {
  found: TextSnapshot[];
  fetched: TextSnapshot | null;
  known: string[];
  lookup: 'adopted' | 'presumed_not_sent' | 'not_found_yet' | 'moved_on' | 'known';
  moved: boolean;
};

function setup(setting: Partial<Setting> = {}) {
  const {
    found = [],
    fetched = null,
    known = [],
    lookup = 'not_found_yet',
    moved = true,
  } = setting;
  const messages = {
    recordDelivery: jest.fn<Messages['recordDelivery']>(async () => ({
      result: 'recorded',
      moved,
    })),
    recordLookup: jest.fn<Messages['recordLookup']>(async () => ({ result: lookup })),
    knownSids: jest.fn<Messages['knownSids']>(async () => new Set(known)),
  };
  const provider = {
    fetch: jest.fn<TextProvider['fetch']>(async () => fetched),
    findTexts: jest.fn<TextProvider['findTexts']>(async () => found),
  };
  const soundAlarm = jest.fn<SoundAlarm>(async () => {});
  const now = () => noonPlus(15);
  const askCarrier = createAskCarrier({
    messages,
    providerOf: () => provider,
    soundAlarm,
    optOutScope: 'all',
    now,
  });
  const ask = (message: MessageRow) => askCarrier(message, pino({ enabled: false }));
  return { messages, provider, soundAlarm, ask };
}

describe('asking the carrier about a text without a sid', () => {
  it('looks for its words to its number since the claim, and adopts what it finds', async () => {
    const { messages, provider, ask } = setup({ found: [snapshot()], lookup: 'adopted' });
    expect(await ask(UNKNOWN)).toBe('adopted');
    expect(provider.findTexts).toHaveBeenCalledWith({
      to: LEAD_PHONE,
      since: noonPlus(-60),
      body: 'Hi',
    });
    expect(messages.recordLookup).toHaveBeenCalledWith(MESSAGE_ID, 2, MESSAGE_SID, noonPlus(15));
    expect(messages.recordDelivery).toHaveBeenCalledWith(
      expect.objectContaining({ provider_sid: MESSAGE_SID, status: 'delivered' }),
      noonPlus(15),
    );
  });

  it.each([
    ['another row of ours has', { found: [snapshot()], known: [MESSAGE_SID] }],
    ['the lead sent', { found: [snapshot({ direction: 'inbound' })] }],
    ['nobody sent', { found: [] }],
  ])('does not take for its own what %s', async (_what, setting) => {
    const { messages, ask } = setup(setting);
    expect(await ask(UNKNOWN)).toBe('not_found_yet');
    expect(messages.recordLookup).toHaveBeenCalledWith(MESSAGE_ID, 2, null, noonPlus(15));
    expect(messages.recordDelivery).not.toHaveBeenCalled();
  });

  it('says so when it is presumed never to have been sent', async () => {
    const { ask } = setup({ lookup: 'presumed_not_sent' });
    expect(await ask(UNKNOWN)).toBe('presumed_not_sent');
  });

  it.each(['moved_on', 'known'] as const)('says nothing new when the row %s', async (lookup) => {
    const { ask } = setup({ lookup });
    expect(await ask(UNKNOWN)).toBe('nothing_new');
  });
});

describe('asking the carrier about a text with a sid', () => {
  it('records what the carrier knows', async () => {
    const { messages, ask } = setup({ fetched: snapshot() });
    expect(await ask(QUEUED)).toBe('moved');
    expect(messages.recordDelivery).toHaveBeenCalledWith(
      {
        provider: 'twilio',
        kind: 'check',
        provider_sid: MESSAGE_SID,
        status: 'delivered',
        provider_status: 'delivered',
        error_code: undefined,
        segments: 1,
        next: {},
      },
      noonPlus(15),
    );
    expect(messages.recordLookup).not.toHaveBeenCalled();
  });

  it('lets the row decide when to look again when nothing has moved', async () => {
    const { messages, ask } = setup({ fetched: snapshot({ status: 'queued' }), moved: false });
    expect(await ask(QUEUED)).toBe('nothing_new');
    expect(messages.recordLookup).toHaveBeenCalledWith(MESSAGE_ID, 2, null, noonPlus(15));
  });

  it.each([
    [30007, { stop: 'filtered' }],
    [30008, { retry_at: noonPlus(15 + 15 * 60).toISOString() }],
    [21610, { suppress: { scope: 'all', source: 'carrier' } }],
  ])('draws the consequence of error %d', async (errorCode, next) => {
    const fetched = snapshot({ status: 'undelivered', providerStatus: 'undelivered', errorCode });
    const { messages, ask } = setup({ fetched });
    await ask(QUEUED);
    expect(messages.recordDelivery).toHaveBeenCalledWith(
      expect.objectContaining({ error_code: String(errorCode), next }),
      expect.any(Date),
    );
  });

  it('sounds the alarm once the row has moved, and not when it is old news', async () => {
    const fetched = snapshot({ status: 'failed', providerStatus: 'failed', errorCode: 30034 });
    const news = setup({ fetched });
    await news.ask(QUEUED);
    expect(news.soundAlarm).toHaveBeenCalledTimes(1);
    const old = setup({ fetched, moved: false });
    await old.ask(QUEUED);
    expect(old.soundAlarm).not.toHaveBeenCalled();
  });

  it('ends a text that the carrier has no record of, without a second try', async () => {
    const { messages, ask } = setup({ fetched: null });
    await ask(QUEUED);
    expect(messages.recordDelivery).toHaveBeenCalledWith(
      expect.objectContaining({ status: 'failed', error_code: 'carrier_has_no_record', next: {} }),
      expect.any(Date),
    );
  });
});

describe('the check of silent texts', () => {
  it('asks about each, and one carrier error keeps none of the others from being asked', async () => {
    const asked: string[] = [];
    const check = createCheckTexts({
      messages: { claimChecks: async () => [UNKNOWN, QUEUED] },
      askCarrier: async ({ delivery_status: status }) => {
        asked.push(status);
        if (status === 'unknown') throw new Error('gone');
        return 'moved';
      },
      now: () => NOON_IN_NEW_YORK,
    });
    const context = {
      log: pino({ enabled: false }),
      signal: new AbortController().signal,
      attempt: 1,
    };
    expect(await check({}, context)).toEqual({ kind: 'done' });
    expect(asked).toEqual(['unknown', 'queued']);
  });

  it('has nothing to do when nobody is silent', async () => {
    const check = createCheckTexts({
      messages: { claimChecks: async () => [] },
      askCarrier: async () => 'moved',
      now: () => NOON_IN_NEW_YORK,
    });
    const context = {
      log: pino({ enabled: false }),
      signal: new AbortController().signal,
      attempt: 1,
    };
    expect(await check({}, context)).toEqual({ kind: 'skip', reason: 'nothing to ask' });
  });
});
