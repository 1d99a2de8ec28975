import { Agent, type Dispatcher, request } from 'undici';
import { targetFault } from '../domain/webhooks/target.ts';
import { AppError } from '../runtime/errors.ts';
import { guardedLookup, PrivateTarget, type Resolve } from './webhooks/guarded-lookup.ts';

export type FetchFileOptions = {
  /** The provider's own address: credentials go there alone, and it may be in a private network. */
  origin: string;
  authorization: string;
  mostBytes: number;
  /** For the whole file, however slowly it comes. */
  timeoutMs: number;
  resolve?: Resolve;
};

export type FetchedFile =
  | { kind: 'file'; bytes: Uint8Array }
  | { kind: 'too_large' }
  | { kind: 'missing' }
  | { kind: 'refused'; why: string };

const MOST_REDIRECTS = 3;
const REDIRECTS = [301, 302, 303, 307, 308];

/**
 * Fetches a file from a provider, which may redirect to where it keeps files. Each redirect is
 * checked as any address from outside is: https, and nothing in a private network.
 */
export function createFetchFile({ origin, resolve, ...options }: FetchFileOptions) {
  const { authorization, mostBytes, timeoutMs } = options;
  const guarded = new Agent({
    connect: { lookup: guardedLookup({ allowPrivate: false }, resolve), timeout: timeoutMs },
  });
  const own = new Agent({ connect: { timeout: timeoutMs } });

  return async function fetchFile(start: string, signal: AbortSignal): Promise<FetchedFile> {
    const ends = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    let url = start;
    try {
      for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
        const isOwn = new URL(url).origin === origin;
        const fault = isOwn ? null : targetFault(url, { allowPrivate: false });
        if (fault !== null) return { kind: 'refused', why: fault };
        const answer = await request(url, {
          dispatcher: isOwn ? own : guarded,
          signal: ends,
          headers: hop === 0 && isOwn ? { authorization } : {},
        });
        const next = locationIn(answer, url);
        if (next === null) return await fileIn(answer, mostBytes);
        await drop(answer);
        url = next;
      }
    } catch (thrown) {
      if (thrown instanceof AppError) throw thrown;
      if (thrown instanceof PrivateTarget) return { kind: 'refused', why: thrown.message };
      throw new AppError('provider_unavailable', 'The carrier does not give the file.', {
        cause: thrown,
      });
    }
    return { kind: 'refused', why: 'It redirects too often.' };
  };
}

function locationIn({ statusCode, headers }: Dispatcher.ResponseData, url: string): string | null {
  const { location } = headers;
  if (!REDIRECTS.includes(statusCode) || typeof location !== 'string') return null;
  return URL.parse(location, url)?.href ?? null;
}

async function fileIn(answer: Dispatcher.ResponseData, mostBytes: number): Promise<FetchedFile> {
  const { statusCode, headers, body } = answer;
  if (statusCode === 404 || statusCode === 410) {
    await drop(answer);
    return { kind: 'missing' };
  }
  if (statusCode !== 200) {
    await drop(answer);
    throw new AppError('provider_unavailable', 'The carrier does not give the file.', {
      facts: { status: statusCode },
    });
  }
  if (Number(headers['content-length']) > mostBytes) {
    await drop(answer);
    return { kind: 'too_large' };
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // Leaving the loop closes the connection.
    if (bytes > mostBytes) return { kind: 'too_large' };
    chunks.push(chunk);
  }
  return { kind: 'file', bytes: Buffer.concat(chunks) };
}

/** What else it says is not read to its end. */
async function drop({ body }: Dispatcher.ResponseData): Promise<void> {
  await body.dump({ limit: 16_384 }).catch(() => undefined);
}
