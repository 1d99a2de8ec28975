import type { World } from '../../world.ts';
import type { Medium, Message } from './message.ts';

const PATIENCE_MS = 10_000;
const MOST_BYTES = 5_000_000;

/** The carrier fetches the pictures of a text before it sends it. False: it could not. */
export async function collectMedia(world: World, message: Message): Promise<boolean> {
  for (const medium of message.media) {
    const trouble = await collect(medium, world.stopped);
    if (trouble !== null) {
      world.report(11200, message.sid, `${medium.url}: ${trouble}`);
      return false;
    }
  }
  const bytes = message.media.reduce((sum, { content }) => sum + (content?.length ?? 0), 0);
  if (bytes <= MOST_BYTES) return true;
  world.report(11200, message.sid, `${bytes} bytes of pictures`);
  return false;
}

async function collect(medium: Medium, stopped: AbortSignal): Promise<string | null> {
  try {
    const signal = AbortSignal.any([stopped, AbortSignal.timeout(PATIENCE_MS)]);
    const answer = await fetch(medium.url, { signal });
    const type = answer.headers.get('content-type') ?? '';
    if (!answer.ok) return `answered ${answer.status}`;
    if (!type.startsWith('image/')) return `is ${type}`;
    medium.content = Buffer.from(await answer.arrayBuffer());
    medium.contentType = type;
    return null;
  } catch (thrown) {
    return String(thrown);
  }
}
