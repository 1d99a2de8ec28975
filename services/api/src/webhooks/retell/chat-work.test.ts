import { describe, expect, it } from '@jest/globals';
import type { Chats } from '@ringback/shared/db/texts/chats.ts';
import { parsePhone } from '@ringback/shared/domain/phone-number/phone.ts';
import { createLogger } from '@ringback/shared/runtime/logger.ts';
import { NOON } from '../../testing/api-world.ts';
import { createRecordRetell } from './record-retell.ts';

const nobodyAsks = async (): Promise<never> => {
  throw new Error('A chat asks for nothing of this.');
};

/** What a chat costs, told over and over: turns of the loop, and messages written. */
function setup({ known = [] as string[] } = {}) {
  const stored = new Set(known);
  const written: number[] = [];
  const bodies: string[] = [];
  let turns = 1;
  const chats: Pick<Chats, 'record' | 'unknown'> = {
    unknown: async (names) => new Set(names.filter((name) => !stored.has(name))),
    record: async ({ messages }) => {
      written.push(messages.length);
      for (const { provider_sid: sid, body } of messages) {
        stored.add(sid);
        bodies.push(body);
      }
      return { recorded: messages.length, conversation_id: null, lead_id: null };
    },
  };
  const record = createRecordRetell({
    chats,
    receipts: { note: async () => true },
    readPhone: (text) => parsePhone(text),
    optOutScope: 'all',
    log: createLogger({ service: 'test', level: 'silent' }),
    newId: () => '018f5f66-0000-7000-8000-000000000001',
    pause: async () => {
      turns += 1;
    },
    calls: { recordEvent: nobodyAsks },
    arrivals: { inboundCall: nobodyAsks, recording: nobodyAsks },
    transcripts: { save: nobodyAsks },
    recordInbound: nobodyAsks,
    whoIs: nobodyAsks,
    enqueue: nobodyAsks,
  });
  const tell = (words: string[]) =>
    record(
      {
        event: 'chat_analyzed',
        chat: {
          chat_id: 'chat_1',
          metadata: { from_number: '+12125550101', to_number: '+12025550190' },
          message_with_tool_calls: words.map((content, n) => ({
            message_id: `m${n}`,
            role: 'user',
            content,
          })),
        },
      },
      NOON,
    );
  return { tell, written, bodies, turns: () => turns };
}

describe('a chat of six hundred messages', () => {
  it('is judged a little at a time and written in statements of fifty', async () => {
    const { tell, written, turns } = setup();
    await tell(Array.from({ length: 600 }, () => '\ufdfa'.repeat(1_000)));
    // Two of a thousand characters are more than a turn may judge.
    expect(turns()).toBe(600);
    expect([written.length, Math.max(...written)]).toEqual([12, 50]);
  });

  it('costs a turn for many short ones', async () => {
    const { tell, turns } = setup();
    await tell(Array.from({ length: 600 }, () => 'Yes'));
    expect(turns()).toBeLessThanOrEqual(2);
  });

  it('told once more is not judged again, but for what is new', async () => {
    const { tell, bodies, written } = setup();
    const words = Array.from({ length: 100 }, (_, n) => `words ${n}`);
    await tell(words);
    await tell([...words, 'STOP']);
    expect([bodies.length, bodies.at(-1)]).toEqual([101, 'STOP']);
    expect(written).toEqual([50, 50, 1]);
  });
});
