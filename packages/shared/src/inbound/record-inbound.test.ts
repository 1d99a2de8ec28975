import { describe, expect, it, jest } from '@jest/globals';
import { pino } from 'pino';
import type { ArrivedText, InboundText, InboundTexts } from '../db/texts/inbound-texts.ts';
import { NOON_IN_NEW_YORK } from '../testing/rows.ts';
import { conversationRow, inboundRow } from '../testing/text-rows.ts';
import { createRecordInbound } from './record-inbound.ts';

const OURS = 'Hi Annie, this is Harbor Auto. Still looking? Reply STOP to opt out.';

async function hears(body: string, { media = 0, before = null as string | null } = {}) {
  const receive = jest.fn<InboundTexts['receive']>(
    async (): Promise<ArrivedText> => ({
      result: 'recorded',
      message: inboundRow(1, body),
      conversation: conversationRow(),
      lead: null,
      created_lead: false,
      reopened: false,
      paused: 0,
      suppressed: false,
    }),
  );
  const said = (direction: 'outbound' | 'inbound', words: string) => ({
    direction,
    author: direction === 'outbound' ? 'campaign' : 'lead',
    body: words,
    at: NOON_IN_NEW_YORK.toISOString(),
  });
  const texts = [said('outbound', OURS), ...(before === null ? [] : [said('inbound', before)])];
  const nobody = { known: null, by_contact: null, by_lead: null, calls: [], appointments: [] };
  const record = createRecordInbound({
    inboundTexts: { receive },
    whoIs: async () => ({ lead: null, foundBy: 'nobody', history: { ...nobody, texts } }),
    enqueue: jest.fn() as never,
    sendSoon: async () => undefined,
    readPhone: () => ({ ok: false, reason: 'empty', message: '' }) as never,
    rules: {
      lines: { optOut: 'No more.', optIn: 'Welcome back.', help: 'Help.' },
      confirmedBy: 'us',
      optOutScope: 'all',
      debounceSeconds: 5,
      capSeconds: 30,
    },
    log: pino({ enabled: false }),
    newId: () => 'id',
  });
  const pictures = Array.from({ length: media }, () => ({ url: 'https://x.example/1' }));
  await record(
    {
      provider: 'twilio',
      provider_sid: 'SM1',
      from: '+12025550123',
      to: '+12025550190',
      body,
      media: pictures,
    },
    NOON_IN_NEW_YORK,
  );
  return receive.mock.calls[0]?.[0] as InboundText;
}

describe('a text that comes in', () => {
  it.each([
    `Liked “${OURS}”`,
    `❤️ to “${OURS}”`,
    `Reacted 😂 to “${OURS}”`,
    `Removed a question mark from “${OURS}”`,
    `A aimé « ${OURS} »`,
    `Le gustó “${OURS}”`,
    `Gefällt „${OURS}“`,
    'Loved “Hi Annie, this is Harbor Auto. Still look…”',
  ])('and likes ours refuses nothing, whatever ours says: %s', async (body) => {
    const { opt_out, notice } = await hears(body);
    expect(opt_out).toEqual({ kind: 'none', said: 'reaction' });
    expect(notice).toBeUndefined();
  });

  it('and refuses beside our own words refuses in the lead’s', async () => {
    const { opt_out } = await hears(`Stop texting me! “${OURS}”`);
    expect(opt_out).toMatchObject({ kind: 'opt_out', rule: expect.any(String), scope: 'all' });
  });

  it('without words is a picture, nothing, or the news of a machine', async () => {
    expect((await hears('', { media: 1 })).opt_out).toEqual({ kind: 'none', said: 'picture' });
    expect((await hears('  ')).opt_out).toEqual({ kind: 'none', said: 'nothing' });
    const news = 'Unable to send message - Message Blocking is active.';
    expect((await hears(news)).opt_out).toEqual({ kind: 'none', said: 'machine' });
  });

  it('and goes on a sentence is no keyword', async () => {
    expect((await hears('stop', { before: 'can i' })).opt_out).toEqual({ kind: 'none' });
    expect((await hears('stop', { before: 'who is this?' })).opt_out).toMatchObject({
      kind: 'opt_out',
      rule: 'keyword',
    });
  });
});
