import { describe, expect, it } from '@jest/globals';
import { payloadMs, silentPayload } from '../conversation/mulaw.ts';
import { readAudioDelta } from './realtime-frames.ts';

const delta = Buffer.alloc(160, 1).toString('base64');
const event = {
  type: 'response.output_audio.delta',
  event_id: 'event_1',
  response_id: 'resp_1',
  item_id: 'item_1',
  output_index: 0,
  content_index: 0,
  delta,
};
const read = (value: object) => readAudioDelta(Buffer.from(JSON.stringify(value)));

describe('audio from the model', () => {
  it('is found without a parser', () => {
    const found = read(event);
    expect(found).toMatchObject({ turnId: 'resp_1', itemId: 'item_1' });
    expect(found?.payload.toString()).toBe(delta);
  });

  it('is left to the parser when its fields come after the audio', () => {
    expect(read({ type: event.type, delta: delta.repeat(3), item_id: 'i', response_id: 'r' })).toBe(
      null,
    );
  });

  it('is not a message that only mentions it', () => {
    expect(read({ type: 'response.output_audio.done', item_id: 'item_1' })).toBeNull();
    expect(read({ ...event, type: 'response.output_audio_transcript.delta' })).toBeNull();
  });
});

describe('the length of a payload', () => {
  it.each([1, 20, 21, 22, 480, 1_000])('of %i ms is known without decoding it', (ms) => {
    expect(payloadMs(silentPayload(ms))).toBe(ms);
  });
});
