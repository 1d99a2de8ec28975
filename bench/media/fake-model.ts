import type { WebSocket } from 'ws';
import { ageOf, stampedPayload } from './stamps.ts';

/** Four seconds: then the turn is written down and the next one begins. */
const SENTENCE_FRAMES = 200;
const WORD_FRAMES = 10;

/** One session of a voice model that never stops talking: 20 ms of audio every 20 ms. */
export type FakeModel = { speak(): void };

/** `heard` gets how long each frame of the caller was on its way, in milliseconds. */
export function createFakeModel(socket: WebSocket, heard: (delayMs: number) => void): FakeModel {
  let talking = false;
  let frames = 0;
  let turn = 0;
  const send = (event: object) => socket.send(JSON.stringify(event));
  const ids = () => ({ response_id: `resp_${turn}`, item_id: `item_${turn}` });

  socket.on('message', (data: Buffer) => {
    const audio = data.indexOf('"audio":"');
    if (audio > 0 && audio < 60) return heard(ageOf(data, audio + '"audio":"'.length));
    const message = JSON.parse(data.toString());
    if (message.type === 'session.update') send({ type: 'session.updated', session: {} });
    if (message.type === 'response.create') talking = true;
  });
  send({ type: 'session.created', session: {} });

  const begin = () => {
    turn += 1;
    send({ type: 'response.created', response: { id: `resp_${turn}` } });
    const item = { id: `item_${turn}`, type: 'message', role: 'assistant', content: [] };
    send({ type: 'response.output_item.added', response_id: `resp_${turn}`, item });
  };
  const finish = () => {
    send({ type: 'response.output_audio.done', ...ids() });
    const transcript = 'word '.repeat(SENTENCE_FRAMES / WORD_FRAMES).trim();
    send({ type: 'response.output_audio_transcript.done', ...ids(), transcript });
    const response = { id: `resp_${turn}`, status: 'completed', output: [] };
    send({ type: 'response.done', response });
  };

  return {
    speak() {
      if (!talking || socket.readyState !== socket.OPEN) return;
      if (frames % SENTENCE_FRAMES === 0) begin();
      const place = `"output_index":0,"content_index":0`;
      socket.send(
        `{"type":"response.output_audio.delta","event_id":"event_${turn}_${frames}","response_id":"resp_${turn}","item_id":"item_${turn}",${place},"delta":"${stampedPayload()}"}`,
      );
      frames += 1;
      if (frames % WORD_FRAMES === 0) {
        send({ type: 'response.output_audio_transcript.delta', ...ids(), delta: 'word ' });
      }
      if (frames % SENTENCE_FRAMES === 0) finish();
    },
  };
}
