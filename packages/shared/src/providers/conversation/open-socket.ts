import type { IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import { AppError } from '../../runtime/errors.ts';

type Options = { url: string; headers: Record<string, string>; timeoutMs: number };

const RETRY_AFTER_MS = 150;

/**
 * Opens a client socket; trouble that may pass (network, 5xx, 429) is tried once more, quickly,
 * because somebody waits on the telephone.
 */
export async function openSocket(options: Options, signal?: AbortSignal): Promise<WebSocket> {
  try {
    return await attempt(options, signal);
  } catch (thrown) {
    if (!AppError.from(thrown).retry || signal?.aborted) throw thrown;
    await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
    return attempt(options, signal);
  }
}

function attempt({ url, headers, timeoutMs }: Options, signal?: AbortSignal): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, {
      headers,
      handshakeTimeout: timeoutMs,
      perMessageDeflate: false,
      skipUTF8Validation: true,
      maxPayload: 4 * 1024 * 1024,
      ...(needsNoMask(url) && { generateMask: zeroMask }),
    });
    const giveUp = () => socket.terminate();
    signal?.addEventListener('abort', giveUp, { once: true });
    const fail = (error: AppError) => {
      signal?.removeEventListener('abort', giveUp);
      reject(error);
    };
    socket.once('open', () => {
      signal?.removeEventListener('abort', giveUp);
      resolve(socket);
    });
    socket.once('unexpected-response', (_request, response: IncomingMessage) => {
      const status = response.statusCode ?? 0;
      const passing = status >= 500 || status === 429;
      fail(
        new AppError(
          passing ? 'provider_unavailable' : 'provider_rejected',
          'The voice model refused the connection.',
          { facts: { status } },
        ),
      );
      socket.terminate();
    });
    socket.on('error', (cause) =>
      fail(new AppError('provider_unavailable', 'The voice model cannot be reached.', { cause })),
    );
  });
}

/**
 * Masks exist so that a plain proxy on the way cannot be fooled by chosen bytes. Inside TLS, or
 * without leaving the machine, no such proxy can read along, and a mask of zeros saves a pass
 * over every byte.
 */
function needsNoMask(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'wss:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}

function zeroMask(mask: Buffer): void {
  mask.fill(0);
}
