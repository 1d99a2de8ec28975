import { type IncomingMessage, request } from 'node:http';
import { LiveEvent } from '@ringback/shared/events/live-event.ts';

export type Frame = {
  id?: string;
  event?: string;
  data?: string;
  retry?: string;
  comment?: string;
};

type Options = {
  headers?: Record<string, string>;
  /** Takes nothing off the line after the head. */
  deaf?: boolean;
};

/** A listener such as a browser is, but one that can be looked into. */
export async function openStream(url: string, { headers = {}, deaf = false }: Options = {}) {
  const ask = request(url, { headers, agent: false });
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    ask.once('response', resolve);
    ask.once('error', reject);
    ask.end();
  });
  const frames: Frame[] = [];
  const events: LiveEvent[] = [];
  const waiting = new Set<() => void>();
  let rest = '';
  let lastEventId: string | undefined;
  let ended = false;
  let body = '';

  const wake = () => {
    for (const look of [...waiting]) look();
  };
  const end = () => {
    ended = true;
    wake();
  };
  const take = (text: string) => {
    body += text;
    const whole = (rest + text).split('\n\n');
    rest = whole.pop() ?? '';
    for (const frame of whole.map(readFrame)) {
      frames.push(frame);
      if (frame.id !== undefined) lastEventId = frame.id;
      if (frame.event === undefined && frame.data !== undefined) {
        events.push(LiveEvent.parse(JSON.parse(frame.data)));
      }
    }
    wake();
  };
  answer.setEncoding('utf8');
  answer.on('error', end);
  answer.on('close', end);
  ask.on('error', end);
  if (!deaf) answer.on('data', take);

  return {
    status: answer.statusCode,
    headers: answer.headers,
    frames,
    events,
    text: () => body,
    lastEventId: () => lastEventId,
    hasEnded: () => ended,
    ids: () => events.map(({ id }) => id),
    /** Begins to take what is on the line. */
    listen: () => answer.on('data', take),
    /** As if the cable were pulled. */
    cut: () => ask.destroy(),
    /** Resolves once this holds; throws with what was heard instead if it does not in time. */
    async until(holds: () => boolean): Promise<void> {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const look = () => {
        if (holds()) resolve();
      };
      const enough = setTimeout(
        () => reject(new Error(`heard only ${JSON.stringify(frames.slice(-5))}`)),
        90_000,
      );
      waiting.add(look);
      look();
      try {
        await promise;
      } finally {
        clearTimeout(enough);
        waiting.delete(look);
      }
    },
  };
}

export type Stream = Awaited<ReturnType<typeof openStream>>;

function readFrame(text: string): Frame {
  const frame: Frame = {};
  for (const line of text.split('\n')) {
    const cut = line.indexOf(':');
    const name = cut === 0 ? 'comment' : line.slice(0, cut);
    const value = line.slice(cut + 1).replace(/^ /, '');
    Object.assign(frame, { [name]: value });
  }
  return frame;
}
