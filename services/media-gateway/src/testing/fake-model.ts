import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Received, receive } from './receive.ts';

const CHARACTER = Buffer.alloc(160, 0x55);

/** A scripted voice model on its own port that records what it receives. */
export async function startFakeModel() {
  const server = new WebSocketServer({ port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  const received: Received = receive();
  const sockets: WebSocket[] = [];
  let refusing = false;
  let turn = 0;
  server.on('headers', (headers) => {
    if (refusing) headers[0] = 'HTTP/1.1 503 Service Unavailable';
  });
  server.on('connection', (socket) => {
    sockets.push(socket);
    socket.on('message', (data) => {
      const event = JSON.parse(data.toString());
      received.add(event);
      if (event.type === 'session.update') emit({ type: 'session.updated', session: {} });
      if (event.type !== 'conversation.item.create') return;
      const item = { id: `put_${received.all.length}`, ...event.item };
      emit({ type: 'conversation.item.added', previous_item_id: null, item });
    });
    emit({ type: 'session.created', session: {} });
  });
  const emit = (event: object) => sockets.at(-1)?.send(JSON.stringify(event));

  const begin = (id: string, previous: string | null = null) => {
    const item = { id, type: 'message', role: 'assistant', content: [] };
    emit({ type: 'response.created', response: { id: `resp_${id}` } });
    emit({ type: 'response.output_item.added', response_id: `resp_${id}`, item });
    emit({ type: 'conversation.item.added', previous_item_id: previous, item });
  };
  const sound = (id: string, text: string) => {
    const ids = { response_id: `resp_${id}`, item_id: id, output_index: 0, content_index: 0 };
    const delta = Buffer.concat([...text].map(() => CHARACTER)).toString('base64');
    emit({ type: 'response.output_audio.delta', ...ids, delta });
  };
  const finish = (id: string, text: string, status = 'completed', output: object[] = []) => {
    emit({ type: 'response.output_audio.done', item_id: id });
    emit({ type: 'response.output_audio_transcript.done', item_id: id, transcript: text });
    emit({ type: 'response.done', response: { id: `resp_${id}`, status, output } });
  };

  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/v1/realtime`,
    received,
    emit,
    begin,
    sound,
    finish,
    /** A whole reply; every character lasts 20 ms. */
    say(id: string, text: string, previous: string | null = null, output: object[] = []) {
      begin(id, previous);
      sound(id, text);
      finish(id, text, 'completed', output);
    },
    /** A reply that is only a tool call. */
    use(name: string, args: object, callId = `call_${name}`) {
      turn += 1;
      const call = {
        type: 'function_call',
        call_id: callId,
        name,
        arguments: JSON.stringify(args),
      };
      emit({ type: 'response.created', response: { id: `resp_tool_${turn}` } });
      const response = { id: `resp_tool_${turn}`, status: 'completed', output: [call] };
      emit({ type: 'response.done', response });
    },
    /** The lead's turn, from its first audio until it is in the conversation, without its words. */
    hear(id: string, previous: string | null = null) {
      emit({ type: 'input_audio_buffer.speech_started', audio_start_ms: 0, item_id: id });
      emit({ type: 'input_audio_buffer.speech_stopped', audio_end_ms: 0, item_id: id });
      emit({ type: 'input_audio_buffer.committed', item_id: id, previous_item_id: previous });
    },
    understand(id: string, transcript: string) {
      const type = 'conversation.item.input_audio_transcription.completed';
      emit({ type, item_id: id, content_index: 0, transcript });
    },
    breakOff: () => sockets.at(-1)?.terminate(),
    refuse() {
      refusing = true;
    },
    async stop() {
      for (const socket of sockets) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
