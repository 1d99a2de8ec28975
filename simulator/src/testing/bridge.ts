import { WebSocket } from 'ws';

type Deps = {
  realtimeUrl: string;
  key: string;
  session: Record<string, unknown>;
  hangUp: () => void;
};

/**
 * The least that a media gateway must do between a phone and a voice model: forward audio, count what
 * was played by marks, clear and truncate on speech, answer tools, hang up after the goodbye.
 */
export function bridge(
  phone: WebSocket,
  { realtimeUrl, key, session, hangUp }: Deps,
): { events: Record<string, unknown>[] } {
  const events: Record<string, unknown>[] = [];
  const model = new WebSocket(`${realtimeUrl}?model=gpt-realtime-2.1`, {
    headers: { Authorization: `Bearer ${key}` },
    perMessageDeflate: false,
  });
  const post = (event: Record<string, unknown>) => model.send(JSON.stringify(event));
  let streamSid = '';
  let ready = false;
  let item = '';
  let sentMs = 0;
  let playedMs = 0;
  let cleared = false;
  let ends = false;

  const speak = (event: Record<string, unknown>) =>
    phone.send(JSON.stringify({ streamSid, ...event }));

  const onModel = (event: Record<string, unknown>) => {
    events.push(event);
    if (event['type'] === 'session.created')
      post({ type: 'session.update', session: { type: 'realtime', ...session } });
    if (event['type'] === 'session.updated') {
      ready = true;
      if (streamSid !== '') post({ type: 'response.create' });
    }
    if (event['type'] === 'response.output_audio.delta') {
      if (event['item_id'] !== item) {
        item = String(event['item_id']);
        sentMs = 0;
        playedMs = 0;
        cleared = false;
      }
      if (cleared) return;
      const payload = String(event['delta']);
      sentMs += Buffer.byteLength(payload, 'base64') / 8;
      speak({ event: 'media', media: { payload } });
      speak({ event: 'mark', mark: { name: `${item}:${sentMs}` } });
    }
    if (event['type'] === 'input_audio_buffer.speech_started' && item !== '' && playedMs < sentMs) {
      cleared = true;
      speak({ event: 'clear' });
      post({
        type: 'conversation.item.truncate',
        item_id: item,
        content_index: 0,
        audio_end_ms: Math.floor(Math.min(sentMs, playedMs + 50)),
      });
    }
    if (event['type'] === 'response.done')
      onDone(event['response'] as { output: Record<string, unknown>[] });
  };

  const onDone = ({ output }: { output: Record<string, unknown>[] }) => {
    const calls = output.filter((one) => one['type'] === 'function_call');
    for (const call of calls) {
      const { call_id } = call;
      post({
        type: 'conversation.item.create',
        item: { type: 'function_call_output', call_id, output: '{"ok":true}' },
      });
    }
    ends ||= calls.some((call) => call['name'] === 'end_call');
    if (ends) speak({ event: 'mark', mark: { name: 'end' } });
    else if (calls.length > 0) post({ type: 'response.create' });
  };

  phone.on('message', (data) => {
    const message = JSON.parse(data.toString());
    if (message.event === 'start') {
      streamSid = message.streamSid;
      if (ready) post({ type: 'response.create' });
    }
    if (message.event === 'media' && ready)
      post({ type: 'input_audio_buffer.append', audio: message.media.payload });
    if (message.event === 'mark' && !cleared) {
      if (message.mark.name === 'end') hangUp();
      else playedMs = Math.max(playedMs, Number(message.mark.name.split(':')[1]));
    }
  });
  phone.on('close', () => model.terminate());
  model.on('message', (data) => onModel(JSON.parse(data.toString())));
  model.on('close', () => phone.close());
  model.on('error', () => phone.close());
  return { events };
}
