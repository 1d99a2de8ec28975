import { describe, expect, it } from '@jest/globals';
import type { ArrivedText } from '@ringback/shared/db/texts/inbound-texts.ts';
import type { CameIn } from '@ringback/shared/inbound/record-inbound.ts';
import type { InboundSnapshot } from '@ringback/shared/providers/sms/port.ts';
import { AppError, type ErrorCode } from '@ringback/shared/runtime/errors.ts';
import { createLogger } from '@ringback/shared/runtime/logger.ts';
import { createAdoptText } from './adopt-text.ts';

const NOW = new Date('2026-11-20T17:00:00Z');
const WRITTEN = new Date('2026-11-20T15:00:00Z');
const PICTURE = { url: 'https://carrier.example/1', type: 'image/png' };
const log = createLogger({ service: 'test', level: 'silent' });

const TEXT: InboundSnapshot = {
  messageSid: 'SM1',
  from: '+12125550143',
  to: '+12025550190',
  service: null,
  body: 'Yes',
  mediaCount: 0,
  segments: 1,
  writtenAt: WRITTEN,
};

type Given = { result?: ArrivedText['result']; fails?: ErrorCode; media?: ErrorCode };

function setup({ result = 'recorded', fails, media }: Given = {}) {
  const received: CameIn[] = [];
  const adopt = createAdoptText({
    async recordInbound(text) {
      if (fails) throw new AppError(fails, 'No.');
      received.push(text);
      return { result } as ArrivedText;
    },
    carrier: 'twilio',
    provider: {
      async mediaOf() {
        if (media) throw new AppError(media, 'No.');
        return [PICTURE];
      },
    },
    now: () => NOW,
  });
  return {
    received,
    adopt: (change: Partial<InboundSnapshot> = {}) => adopt({ ...TEXT, ...change }, log),
  };
}

describe('a text out of the carrier’s list', () => {
  it('on another channel is adopted for the number behind it', async () => {
    const { received, adopt } = setup();
    expect(await adopt({ from: 'whatsapp:+12125550143' })).toBe(true);
    expect(received).toMatchObject([{ from: '+12125550143' }]);
    expect(await adopt({ from: 'messenger:1234567890' })).toBe(false);
  });

  it('follows the rules of its webhook, with the time at which it was written', async () => {
    const { received, adopt } = setup();
    expect(await adopt()).toBe(true);
    expect(received).toEqual([
      {
        ...{ provider: 'twilio', provider_sid: 'SM1', body: 'Yes', media: [] },
        ...{ from: '+12125550143', to: '+12025550190', written_at: WRITTEN },
      },
    ]);
  });

  it('keeps its pictures and its messaging service', async () => {
    const { received, adopt } = setup();
    await adopt({ mediaCount: 1, service: 'MG1' });
    expect(received).toMatchObject([{ media: [PICTURE], service: 'MG1' }]);
  });

  it('is not new if its webhook came first', async () => {
    expect(await setup({ result: 'repeated' }).adopt()).toBe(false);
  });

  it.each(['22395', 'BANK', '', 'messenger:1234567890'])('from "%s" is ignored', async (from) => {
    const { received, adopt } = setup();
    expect(await adopt({ from })).toBe(false);
    expect(received).toEqual([]);
  });

  it('is adopted without pictures that the carrier refuses, and retried while it is unavailable', async () => {
    const refused = setup({ media: 'provider_rejected' });
    expect(await refused.adopt({ mediaCount: 1 })).toBe(true);
    expect(refused.received).toMatchObject([{ media: [] }]);
    await expect(setup({ media: 'provider_unknown' }).adopt({ mediaCount: 1 })).rejects.toThrow();
  });

  it('that cannot be stored does not stop the others; without the database all of them wait', async () => {
    expect(await setup({ fails: 'internal' }).adopt()).toBe(false);
    await expect(setup({ fails: 'database_unavailable' }).adopt()).rejects.toThrow();
  });
});
