import { type RawData, WebSocket } from 'ws';
import { FRAME_BYTES, SILENT_BYTE } from '../speech.ts';
import type { World } from '../world.ts';
import { type Call, hangUp } from './call.ts';
import type { Trouble } from './errors.ts';
import { drawMediaTrouble, type MediaTrouble } from './media-trouble.ts';
import { createOutboundQueue, type OutboundQueue } from './outbound-queue.ts';
import { newSid } from './sid.ts';
import { sign } from './signature.ts';
import { reportStream } from './stream-callbacks.ts';
import { readStreamMessage } from './stream-message.ts';
import type { VerbContext } from './verbs/verb.ts';
import { type Element, elementsOf } from './xml.ts';

const STEP_MS = 20;
const CONNECT_MS = 5000;
const MOST_UNREAD_BYTES = 1_000_000;
const SILENCE = Buffer.alloc(FRAME_BYTES, SILENT_BYTE);
const SILENCE_BASE64 = SILENCE.toString('base64');

/** Runs one `<Stream>` from its handshake to its end; resolves when it is over, for whatever reason. */
export function openMediaStream(
  { world, call, signal }: VerbContext,
  element: Element,
): Promise<void> {
  const url = element.attributes['url'] ?? '';
  const trouble = wrongUrl(url, element);
  if (trouble !== null) {
    world.report(trouble, call.sid, url);
    reportStream(world, call, element, newSid('MZ'), 'stream-error', `${trouble}`);
    return Promise.resolve();
  }
  return new MediaStream(world, call, element, url).run(signal);
}

function wrongUrl(url: string, element: Element): Trouble | null {
  const parsed = URL.parse(url);
  if (parsed === null) return 31923;
  if (parsed.protocol !== 'wss:' && parsed.protocol !== 'ws:') return 31922;
  if (url.includes('?')) return 31920;
  const track = element.attributes['track'];
  return track === undefined || track === 'inbound_track' ? null : 31941;
}

/** One live media socket: the lead's audio sent every 20 ms, the agent's audio received and played. */
class MediaStream {
  readonly #world: World;
  readonly #call: Call;
  readonly #element: Element;
  readonly #sid = newSid('MZ');
  readonly #socket: WebSocket;
  readonly #queue: OutboundQueue;
  readonly #trouble: MediaTrouble;
  readonly #tail = `},"streamSid":"${this.#sid}"}`;
  readonly #warned = new Set<Trouble>();
  #sequence = 0;
  #chunk = 0;
  #steps = 0;
  #delayed: string[] = [];
  #leave: (() => void) | null = null;
  #over = false;

  constructor(world: World, call: Call, element: Element, url: string) {
    this.#world = world;
    this.#call = call;
    this.#element = element;
    this.#trouble = drawMediaTrouble(world, call);
    this.#queue = createOutboundQueue((name) =>
      this.#send('mark', `"mark":{"name":${JSON.stringify(name)}`),
    );
    this.#socket = new WebSocket(url, {
      perMessageDeflate: false,
      handshakeTimeout: CONNECT_MS,
      headers: { 'x-twilio-signature': sign(world.config.authToken, url) },
    });
  }

  run(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const finish = (trouble: Trouble | null) => {
        if (this.#over) return;
        this.#over = true;
        signal.removeEventListener('abort', stop);
        this.#leave?.();
        this.#call.hearing.cut('line');
        this.#report(trouble);
        resolve();
      };
      const stop = () => {
        this.#stop();
        finish(null);
      };
      signal.addEventListener('abort', stop, { once: true });
      this.#socket.on('open', () => this.#start());
      this.#socket.on('message', (data, isBinary) => this.#read(data, isBinary));
      this.#socket.on('error', (thrown) =>
        finish(this.#leave === null ? troubleOf(thrown) : 31924),
      );
      this.#socket.on('close', (code) =>
        finish(isNormal(code) || this.#leave === null ? null : 31921),
      );
      if (signal.aborted) stop();
    });
  }

  #report(trouble: Trouble | null): void {
    if (trouble === null) {
      if (this.#leave !== null) this.#reportEvent('stream-stopped');
      return;
    }
    this.#world.report(trouble, this.#call.sid, this.#element.attributes['url'] ?? '');
    this.#reportEvent('stream-error', String(trouble));
  }

  #reportEvent(event: 'stream-started' | 'stream-stopped' | 'stream-error', error?: string): void {
    reportStream(this.#world, this.#call, this.#element, this.#sid, event, error);
  }

  #start(): void {
    const { accountSid } = this.#world.config;
    const parameters = elementsOf(this.#element).filter((child) => child.name === 'Parameter');
    const custom = Object.fromEntries(
      parameters.map(({ attributes }) => [attributes['name'] ?? '', attributes['value'] ?? '']),
    );
    const start = {
      accountSid,
      streamSid: this.#sid,
      callSid: this.#call.sid,
      tracks: ['inbound'],
      mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
      customParameters: custom,
    };
    this.#socket.send('{"event":"connected","protocol":"Call","version":"1.0.0"}');
    this.#send('start', `"start":${JSON.stringify(start).slice(0, -1)}`);
    this.#leave = this.#world.ticker.add(() => this.#step());
    this.#reportEvent('stream-started');
  }

  /** 20 ms of the call: first what the lead hears, then what it does. */
  #step(): void {
    this.#steps += 1;
    if (this.#trouble.cuts(this.#steps)) {
      this.#socket.terminate();
      return;
    }
    const played = this.#queue.play();
    if (played !== null) this.#call.framesPlayed += 1;
    this.#call.hearing.hear(played ?? SILENCE);
    const act = this.#call.lead?.step(this.#call.hearing) ?? { do: 'quiet' };
    this.#call.recording?.record(act.do === 'sound' ? act.frame : null, played);

    if (act.do === 'hang-up') {
      hangUp(this.#call);
      return;
    }
    if (act.do === 'cut-socket') {
      this.#socket.terminate();
      return;
    }
    if (act.do === 'press') {
      this.#send('dtmf', `"dtmf":{"track":"inbound_track","digit":"${act.digit}"`);
    }
    if (act.do === 'hole') return;
    this.#media(act.do === 'sound' ? act.frame.toString('base64') : SILENCE_BASE64);
  }

  #media(payload: string): void {
    if (this.#trouble.deaf(this.#steps) || this.#trouble.loses(this.#steps)) return;
    if (this.#socket.bufferedAmount > MOST_UNREAD_BYTES) {
      this.#warn(31930, '');
      return;
    }
    this.#chunk += 1;
    this.#call.framesSent += 1;
    const at = (this.#steps - 1) * STEP_MS;
    this.#send(
      'media',
      `"media":{"track":"inbound","chunk":"${this.#chunk}","timestamp":"${at}","payload":"${payload}"`,
    );
  }

  /** `body` is the message's own object, left open: the tail closes it and adds the stream's sid. */
  #send(event: string, body: string): void {
    if (this.#socket.readyState !== WebSocket.OPEN || this.#trouble.deaf(this.#steps)) return;
    this.#sequence += 1;
    const message = `{"event":"${event}","sequenceNumber":"${this.#sequence}",${body}${this.#tail}`;
    if (event === 'media' && this.#trouble.delays(this.#steps)) {
      this.#delayed.push(message);
      return;
    }
    for (const late of this.#delayed) this.#socket.send(late);
    this.#delayed.length = 0;
    this.#socket.send(message);
  }

  #read(data: RawData, isBinary: boolean): void {
    if (this.#over || this.#trouble.deaf(this.#steps)) return;
    if (isBinary) {
      this.#warn(31950, 'binary frame');
      return;
    }
    const message = readStreamMessage(data.toString(), this.#sid);
    if ('wrong' in message) {
      this.#warn(31951, message.wrong);
      return;
    }
    if (message.event === 'mark') {
      this.#queue.mark(message.name);
      return;
    }
    if (message.event === 'media') {
      if (!this.#queue.sound(message.sound)) this.#warn(31931, '');
      return;
    }
    this.#call.hearing.cut('silenced');
    this.#queue.clear();
  }

  /** Twilio reports each of these once per stream; the ledger counts them all. */
  #warn(trouble: Trouble, why: string): void {
    this.#call.wrongFrames += 1;
    if (this.#warned.has(trouble)) return;
    this.#warned.add(trouble);
    this.#world.report(trouble, this.#call.sid, why);
  }

  #stop(): void {
    const { accountSid } = this.#world.config;
    this.#send('stop', `"stop":{"accountSid":"${accountSid}","callSid":"${this.#call.sid}"`);
    if (this.#socket.readyState === WebSocket.CONNECTING) this.#socket.terminate();
    else this.#socket.close(1000);
  }
}

function isNormal(code: number): boolean {
  return [1000, 1001, 1005, 1006].includes(code);
}

function troubleOf(thrown: Error): Trouble {
  const code = 'code' in thrown ? thrown.code : '';
  if (code === 'ECONNREFUSED') return 31902;
  if (/timed out/i.test(thrown.message)) return 31901;
  return 31920;
}
