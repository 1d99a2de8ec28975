import { describe, expect, it } from '@jest/globals';
import { readInboundText, readTextStatusEvent } from './text-events.ts';

const SID = `SM${'a'.repeat(32)}`;

describe('a status callback about a text', () => {
  it('becomes a carrier event in our words', () => {
    const form = {
      MessageSid: SID,
      MessageStatus: 'undelivered',
      ErrorCode: '30003',
      From: '+12025550190',
      New: 'x',
    };
    expect(readTextStatusEvent(form, 'our-id')).toEqual({
      provider: 'twilio',
      kind: 'callback',
      message_id: 'our-id',
      provider_sid: SID,
      status: 'undelivered',
      provider_status: 'undelivered',
      error_code: 30003,
      from: '+12025550190',
    });
  });

  it('is stored with an unknown word, and moves nothing', () => {
    const form = { MessageSid: SID, MessageStatus: 'partially_delivered' };
    expect(readTextStatusEvent(form, undefined)).toMatchObject({
      status: undefined,
      provider_status: 'partially_delivered',
    });
  });

  it.each([{}, null, { MessageSid: 'CA1', MessageStatus: 'sent' }, { MessageSid: SID }])(
    'is refused as %j',
    (form) => {
      expect(() => readTextStatusEvent(form, undefined)).toThrow();
    },
  );
});

describe('an inbound text', () => {
  const form = { MessageSid: SID, From: '+12125550101', To: '+12025550190', NumMedia: '0' };

  it('is read with its words, and without them', () => {
    expect(readInboundText({ ...form, Body: 'Yes' })).toMatchObject({
      provider_sid: SID,
      from: '+12125550101',
      to: '+12025550190',
      body: 'Yes',
      media: [],
    });
    expect(readInboundText(form).body).toBe('');
  });

  it('names the pool that it came through and what the carrier took it for', () => {
    const read = readInboundText({
      ...form,
      Body: 'STOP',
      MessagingServiceSid: `MG${'b'.repeat(32)}`,
      OptOutType: 'STOP',
    });
    expect(read).toMatchObject({ service: `MG${'b'.repeat(32)}`, carrier_opt_out: 'STOP' });
    expect(readInboundText({ ...form, MessagingServiceSid: '' }).service).toBeUndefined();
  });

  it('brings its pictures, all of them up to ten', () => {
    const media = Object.fromEntries(
      Array.from({ length: 12 }, (_, at) => [
        [`MediaUrl${at}`, `https://carrier.example/${at}`],
        [`MediaContentType${at}`, 'image/jpeg'],
      ]).flat(),
    );
    expect(readInboundText({ ...form, NumMedia: '2', ...media }).media).toEqual([
      { url: 'https://carrier.example/0', type: 'image/jpeg' },
      { url: 'https://carrier.example/1', type: 'image/jpeg' },
    ]);
    expect(readInboundText({ ...form, NumMedia: '99', ...media }).media).toHaveLength(10);
  });
});
